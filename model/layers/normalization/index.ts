/** Layers that center and scale. */
import { batchnorm } from './batchnorm.ts';

export const normalizationLayers = { batchnorm } as const;
