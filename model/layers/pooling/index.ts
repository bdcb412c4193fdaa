/** Layers that summarize windows. */
import { avgpool } from './avgpool.ts';
import { maxpool } from './maxpool.ts';

export const poolingLayers = { avgpool, maxpool } as const;
