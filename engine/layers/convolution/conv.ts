import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import type { LayerRun } from '../layer-run.ts';
import { sidesOf } from '../sides.ts';

export const conv: LayerRun<ArgsOf<typeof layers.conv>> = {
  forward({ ops, args, inputShape, weights, x, y }) {
    const pad = sidesOf(inputShape, args.kernel, args.stride, args.pad);
    ops.conv({ x, w: weights.weight, b: weights.bias ?? null }, y, { stride: args.stride, pad });
  },
  backward({ ops, args, inputShape, weights, gradients, x, dy, dx }) {
    const sliding = { stride: args.stride, pad: sidesOf(inputShape, args.kernel, args.stride, args.pad) };
    ops.convFilterGradient({ x, dy }, gradients.weight, sliding);
    if (gradients.bias !== undefined) ops.biasGradient({ dy }, gradients.bias);
    if (dx !== null) ops.convInputGradient({ dy, w: weights.weight }, dx, sliding);
  },
};
