/** Heads and regions of detection and segmentation. */

export const detectionLayers = {} as const;
