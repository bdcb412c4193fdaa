/** Layers that remember the training samples. */
import { knn } from './knn.ts';

export const neighborLayers = { knn } as const;
