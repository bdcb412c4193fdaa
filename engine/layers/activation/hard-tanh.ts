import { clipped } from './clipped.ts';

export const hard_tanh = clipped(-1, 1);
