/** Heads and regions of detection and segmentation. */
import { box_head } from './box-head.ts';
import { mask_head } from './mask-head.ts';
import { proposals } from './proposals.ts';
import { roialign } from './roialign.ts';
import { roipool } from './roipool.ts';
import { rpn } from './rpn.ts';
import { segmentation_head } from './segmentation-head.ts';
import { ssd } from './ssd.ts';
import { yolo } from './yolo.ts';

export const detectionLayers = {
  yolo,
  ssd,
  rpn,
  proposals,
  roialign,
  roipool,
  box_head,
  mask_head,
  segmentation_head,
} as const;
