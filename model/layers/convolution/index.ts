/** Layers that slide learned filters. */
import { conv } from './conv.ts';

export const convolutionLayers = { conv } as const;
