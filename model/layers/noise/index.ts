/** Layers that disturb training and rest in evaluation. */
import { dropout } from './dropout.ts';

export const noiseLayers = { dropout } as const;
