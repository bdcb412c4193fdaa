import { segmentation_head } from './segmentation-head.ts';

export const detectionRuns = { segmentation_head };
