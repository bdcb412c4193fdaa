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
  const before = widest(inputs);
  if (before === undefined) return undefined;
  if (before === null || global === true) return null;
  if (window === undefined) return before;
  const { kernel, stride } = window;
  const view = {
    field: pair((i) => before.field[i] + (kernel[i] - 1) * before.jump[i]),
    jump: pair((i) => before.jump[i] * stride[i]),
    start: pair((i) => before.start[i] + ((kernel[i] - 1) / 2 - (window.before?.[i] ?? 0)) * before.jump[i]),
  };
  // Wider than a float counts.
  return [...view.field, ...view.jump, ...view.start].every(Number.isFinite) ? view : null;
}

/** What is seen from several tensors together; `null` if one of them sees everything, `undefined` if none sees anything. */
function widest(inputs: readonly Sight[]): Sight {
  let all: Sight;
  for (const other of inputs) {
    if (other === null) return null;
    if (other === undefined || all == null) {
      all ??= other;
      continue;
    }
    const { field, jump, start } = all;
    all = {
      field: pair((i) => Math.max(field[i], other.field[i])),
      jump,
      start: pair((i) => Math.min(start[i], other.start[i])),
    };
  }
  return all;
}
