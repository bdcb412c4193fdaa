import { binary_cross_entropy } from './binary-cross-entropy.ts';
import { box_loss } from './box-loss.ts';
import { dice } from './dice.ts';
import { focal } from './focal.ts';
import { hinge } from './hinge.ts';
import { huber } from './huber.ts';
import { iou_loss } from './iou-loss.ts';
import { l1_distance } from './l1-distance.ts';
import { l2_distance } from './l2-distance.ts';
import { mask_loss } from './mask-loss.ts';
import { perceptual } from './perceptual.ts';
import { rpn_loss } from './rpn-loss.ts';
import { smooth_l1 } from './smooth-l1.ts';
import { softmax } from './softmax.ts';
import { squared_hinge } from './squared-hinge.ts';
import { ssd_loss } from './ssd-loss.ts';
import { yolo_loss } from './yolo-loss.ts';

export const losses = {
  softmax,
  hinge,
  squared_hinge,
  binary_cross_entropy,
  l1_distance,
  l2_distance,
  smooth_l1,
  huber,
  iou_loss,
  dice,
  focal,
  yolo_loss,
  ssd_loss,
  rpn_loss,
  box_loss,
  mask_loss,
  perceptual,
} as const;
