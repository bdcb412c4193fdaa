/** The shape rule of a convolution along one, two or three axes, with groups and dilation. */
import { type Extent, product, type Shape, withLeading } from '../../shape.ts';
import { placeAt, type Rank, shapeOfRank } from '../expect.ts';
import type { Inferred, WeightSpec } from '../spec.ts';
import { fieldOf, isCovered, outputExtents, type Sliding, slideAll } from '../window/arithmetic.ts';
import { fitFaults } from '../window/faults.ts';
import { misplaced } from '../window/rank.ts';
import { explain } from '../window/words.ts';
import { groupFaults } from './groups.ts';

export interface Convolution {
  readonly layer: string;
  readonly rank: Rank;
  readonly input: Shape | null;
  readonly filters: Extent;
  readonly groups: Extent;
  readonly sliding: Sliding | null;
  readonly bias: boolean | null;
  /** Input channels of one group where they are known without the input. */
  readonly perGroup?: number;
  /** The channels that come out in the end, where more follows. */
  readonly finally?: Extent;
  /** The name that the layers for all ranks share. */
  readonly family?: string;
}

/** `weight` in PyTorch's layout, filters × channels of a group × kernel, and `bias`. */
export function filterWeights(
  filters: Extent,
  perGroup: Extent,
  kernel: readonly Extent[],
  bias: boolean | null,
): WeightSpec[] {
  const window = product(kernel);
  const fan = { in: product([perGroup, window]), out: product([filters, window]) };
  const weight: WeightSpec = { name: 'weight', shape: [filters, perGroup, ...kernel], role: 'weight', fan };
  return bias === false ? [weight] : [weight, { name: 'bias', shape: [filters], role: 'bias', start: 0 }];
}

/** Extents along the axes of a window while they are not known. */
const unknown: Readonly<Record<Rank, readonly null[]>> = { 1: [null], 2: [null, null], 3: [null, null, null] };

export function inferConvolution(asked: Convolution): Inferred {
  const { layer, rank, input, filters, groups, sliding } = asked;
  const placed = placeAt(rank, input);
  if (placed === null) return misplaced(asked, input!, 'kernel', inferConvolution);
  const { leading, core } = placed;
  const channels = core?.extents.at(-1) ?? null;
  const perGroup = asked.perGroup ?? share(channels, groups);
  const weights = filterWeights(filters, perGroup, sliding?.kernel ?? unknown[rank], asked.bias);
  const outputOf = (extents: readonly Extent[], last = filters) => withLeading(leading, shapeOfRank(extents, last));
  const axes = sliding === null ? null : slideAll(core?.extents ?? null, sliding);
  const extents = axes === null ? unknown[rank] : outputExtents(axes);
  const output = outputOf(extents);
  const grouped =
    groups === 1
      ? []
      : groupFaults({ layer, channels, filters, groups, outputOf: (count) => outputOf(extents, count) });
  if (sliding === null || axes === null) return { output, weights, macs: null, global: true, faults: grouped };
  const shown = (fitting: readonly Extent[]) =>
    outputOf(fitting, asked.finally === undefined ? filters : asked.finally);
  const fitting =
    core === null || isCovered(axes)
      ? []
      : fitFaults({ layer, input: core, sliding, unseen: 'error', outputOf: shown }, axes);
  return {
    output,
    weights,
    macs: product([...output.extents, perGroup, ...sliding.kernel]),
    window: fieldOf(axes, sliding.stride),
    faults: grouped.length === 0 ? fitting : [...grouped, ...fitting],
    arithmetic: () => explain(core, sliding, axes),
  };
}

/** The part of `value` in one of `groups`; unknown where it is none. */
const share = (value: Extent, groups: Extent): Extent =>
  value === null || groups === null || value % groups !== 0 ? null : value / groups;
