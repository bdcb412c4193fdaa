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

/** What a tensor sees of the input: everything (`null`), or nothing (`undefined`), as a tensor of zeros does. */
export type Sight = View | null | undefined;

/** The view from the output of a layer; of several inputs the widest counts. */
export function viewThrough(inputs: readonly Sight[], { window, global }: Inferred): Sight {
  const seeing = inputs.filter((sight) => sight !== undefined);
  if (seeing.length === 0) return undefined;
  const seen = seeing.filter((view) => view !== null);
  if (seen.length < seeing.length || global === true) return null;
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
