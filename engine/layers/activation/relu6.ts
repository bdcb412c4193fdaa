import { clipped } from './clipped.ts';

export const relu6 = clipped(0, 6);
