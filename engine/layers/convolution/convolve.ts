/** What convolutions along one, two or three axes share. */
import type { Sides } from '../../../model/layers/window/arithmetic.ts';
import type { Convolving } from '../../ops/ops.ts';
import { folded } from '../folded.ts';
import type { LayerRun } from '../layer-run.ts';
import { sidesOf } from '../sides.ts';

/** The arguments of a convolution, an entry for each axis. */
export interface Asked {
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly pad: Sides;
  readonly dilation: readonly number[];
  readonly groups: number;
}

export function convolvingOf(inputShape: readonly number[], asked: Asked): Convolving {
  const { kernel, stride, pad, dilation, groups } = asked;
  return { stride, pad: sidesOf(inputShape, kernel, stride, pad, dilation), dilation, groups };
}

/** A convolution with `weight` and, where there is one, `bias`. */
export function convolution<Args>(rank: number, ask: (args: Args, channels: number) => Asked): LayerRun<Args> {
  const convolving = (args: Args, inputShape: readonly number[]) =>
    convolvingOf(inputShape, ask(args, inputShape[inputShape.length - 1]));
  return folded(rank, {
    forward({ ops, args, inputShape, weights, x, y }) {
      ops.conv({ x, w: weights.weight, b: weights.bias ?? null }, y, convolving(args, inputShape));
    },
    backward({ ops, args, inputShape, weights, gradients, x, dy, dx }) {
      const asked = convolving(args, inputShape);
      ops.convFilterGradient({ x, dy }, gradients.weight, asked);
      if (gradients.bias !== undefined) ops.biasGradient({ dy }, gradients.bias);
      if (dx !== null) ops.convInputGradient({ dy, w: weights.weight }, dx, asked);
    },
  });
}
