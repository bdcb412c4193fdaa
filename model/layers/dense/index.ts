/** Layers in which every output sees every feature. */
import { dense } from './dense.ts';

export const denseLayers = { dense } as const;
