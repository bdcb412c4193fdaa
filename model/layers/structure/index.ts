/** Layers that only rearrange, join or pass on. */
import { flatten } from './flatten.ts';

export const structureLayers = { flatten } as const;
