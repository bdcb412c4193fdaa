/** How the input is seen from a tensor: receptive field, stride and offset (Araujo, Norris and Sim, 2019). */
import type { Inferred } from './layers/spec.ts';

type Pair = readonly [height: number, width: number];

/**
 * One element covers `field` pixels of the input, its neighbor lies `jump` pixels further, and the first one is centered
 * at `start`; pixel 0 is centered at 0. `null`: it sees everything.
 */
export interface View {
  readonly field: Pair;
  readonly jump: Pair;
  readonly start: Pair;
}

/** The view from an input: each pixel sees itself. */
export const pixelView: View = { field: [1, 1], jump: [1, 1], start: [0, 0] };

const pair = (of: (axis: 0 | 1) => number): Pair => [of(0), of(1)];

/** The view from the output of a layer; of several inputs the widest counts. */
export function viewThrough(inputs: readonly (View | null)[], { window, global }: Inferred): View | null {
  const seen = inputs.filter((view) => view !== null);
  if (seen.length === 0 || seen.length < inputs.length || global === true) return null;
  const before = seen.reduce((a, b) => ({
    field: pair((i) => Math.max(a.field[i], b.field[i])),
    jump: a.jump,
    start: pair((i) => Math.min(a.start[i], b.start[i])),
  }));
  if (window === undefined) return before;
  const { kernel, stride } = window;
  return {
    field: pair((i) => before.field[i] + (kernel[i] - 1) * before.jump[i]),
    jump: pair((i) => before.jump[i] * stride[i]),
    start: pair((i) => before.start[i] + ((kernel[i] - 1) / 2 - (window.before?.[i] ?? 0)) * before.jump[i]),
  };
}
