import { span } from './regions.ts';

/** Output i of `out` covers the inputs from ⌊i·in/out⌋ up to ⌈(i + 1)·in/out⌉. */
export const adaptiveTaps = (extent: number, out: number): number[][] =>
  Array.from({ length: out }, (_, i) => span(Math.floor((i * extent) / out), Math.ceil(((i + 1) * extent) / out)));
