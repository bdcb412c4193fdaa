/** Layers over steps. */
import { recur } from './recur.ts';
import { recur_state } from './recur-state.ts';
import { recur_step } from './recur-step.ts';

export const sequenceLayers = { recur, recur_state, recur_step } as const;
