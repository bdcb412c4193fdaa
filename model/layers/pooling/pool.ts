/** What pools share: arguments and the shape rule, along one, two or three axes. */
import { bool, int, oneOf, padding, padding1, padding3, size, size3 } from '../../catalog/arguments.ts';
import { type Extent, type Shape, withLeading } from '../../shape.ts';
import { placeAt, type Rank, shapeOfRank } from '../expect.ts';
import type { Inferred } from '../spec.ts';
import { fieldOf, outputExtents, type Sliding, slideAll } from '../window/arithmetic.ts';
import { misplaced } from '../window/rank.ts';
import { explain } from '../window/words.ts';
import { poolFaults, type Round } from './pool-faults.ts';

export const round = oneOf(
  'What to do where the window does not divide the input.',
  {
    auto: 'Round down, and say so when part of the input is never seen.',
    floor: 'Round down; it is meant.',
    ceil: "Round up: the last window may hang over the end, as long as it starts in the input or the padding before it (PyTorch's ceil_mode).",
  },
  { default: 'auto' },
);

const moves = 'How far the window moves at each step.';
const padded = 'Padding around the input: it never wins a maximum, and counts as zeros in an average (as in PyTorch).';
const apart = 'How far the elements of the window lie apart.';

export const poolArguments = {
  window: size('Height and width of the window; a lone number is square.', { min: 1 }),
  stride: size(moves, { min: 1, default: { sameAs: 'window' } }),
  pad: padding(padded, { default: [0, 0, 0, 0] }),
  round,
};

export const poolArguments1d = {
  window: int('How many steps the window spans.', { min: 1 }),
  stride: int('How many steps the window moves at a time.', { min: 1, default: { sameAs: 'window' } }),
  pad: padding1(padded, { default: [0, 0] }),
  round,
};

export const poolArguments3d = {
  window: size3('Depth, height and width of the window; a lone number is a cube.', { min: 1 }),
  stride: size3(moves, { min: 1, default: { sameAs: 'window' } }),
  pad: padding3(padded, { default: [0, 0, 0, 0, 0, 0] }),
  round,
};

export const dilation = size(apart, { min: 1, default: [1, 1] });
export const dilation1d = int(apart, { min: 1, default: 1 });
export const dilation3d = size3(apart, { min: 1, default: [1, 1, 1] });

export const countIncludePad = bool(
  'Whether padding counts in the mean, as zeros; what hangs over the end never does.',
  {
    default: true,
  },
);

export interface Pooling {
  readonly layer: string;
  readonly rank: Rank;
  readonly input: Shape | null;
  readonly sliding: Sliding | null;
  readonly round: Round | null;
  /** `none`: there is no such argument. */
  readonly pads?: 'half' | 'none';
  /** The name that the layers for all ranks share. */
  readonly family?: string;
}

export function inferPool(asked: Pooling): Inferred {
  const { layer, rank, input, round } = asked;
  const placed = placeAt(rank, input);
  if (placed === null) return misplaced(asked, input!, 'window', inferPool);
  const { leading, core } = placed;
  const channels = core?.extents.at(-1) ?? null;
  const outputOf = (extents: readonly Extent[]) => withLeading(leading, shapeOfRank(extents, channels));
  const unknown = Array.from({ length: rank }, () => null);
  if (asked.sliding === null || round === null) return { output: outputOf(unknown), global: true };
  const sliding = { ...asked.sliding, ceil: round === 'ceil' };
  const axes = slideAll(core?.extents ?? null, sliding);
  const faults = core === null ? [] : poolFaults({ layer, core, sliding, round, pads: asked.pads ?? 'half', outputOf });
  return {
    output: outputOf(outputExtents(axes)),
    window: fieldOf(axes, sliding.stride),
    faults,
    arithmetic: () => explain(core, sliding, axes),
  };
}
