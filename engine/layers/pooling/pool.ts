/** What pools along one, two or three axes share. */
import type { Sides } from '../../../model/layers/window/arithmetic.ts';
import type { Averaging, Pooling } from '../../ops/ops.ts';
import { folded } from '../folded.ts';
import type { LayerRun } from '../layer-run.ts';
import { sidesOf } from '../sides.ts';

/** The arguments of a pool, an entry for each axis. */
export interface Asked {
  readonly window: readonly number[];
  readonly stride: readonly number[];
  readonly pad: Sides;
  readonly dilation?: readonly number[];
  readonly count_include_pad?: boolean;
}

/** Rounding up shows in the output only: the last window hangs over. */
export function poolingOf(inputShape: readonly number[], { window, stride, pad, dilation }: Asked): Pooling {
  const sides = sidesOf(inputShape, window, stride, pad, dilation);
  return { window, stride, pad: sides, ...(dilation === undefined ? {} : { dilation }) };
}

function averagingOf(inputShape: readonly number[], asked: Asked): Averaging {
  return { ...poolingOf(inputShape, asked), counted: asked.count_include_pad === false ? 'inside' : 'padded' };
}

export const maxPool = <Args>(rank: number, ask: (args: Args) => Asked): LayerRun<Args> =>
  folded(rank, {
    forward({ ops, args, inputShape, x, y }) {
      ops.maxPool({ x }, y, poolingOf(inputShape, ask(args)));
    },
    backward({ ops, args, inputShape, x, y, dy, dx }) {
      if (dx !== null) ops.maxPoolGradient({ x, y, dy }, dx, poolingOf(inputShape, ask(args)));
    },
  });

export const averagePool = <Args>(rank: number, ask: (args: Args) => Asked): LayerRun<Args> =>
  folded(rank, {
    forward({ ops, args, inputShape, x, y }) {
      ops.avgPool({ x }, y, averagingOf(inputShape, ask(args)));
    },
    backward({ ops, args, inputShape, dy, dx }) {
      if (dx !== null) ops.avgPoolGradient({ dy }, dx, averagingOf(inputShape, ask(args)));
    },
  });
