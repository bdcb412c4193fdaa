import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import type { LayerRun } from '../layer-run.ts';
import { sidesOf } from '../sides.ts';

export const maxpool: LayerRun<ArgsOf<typeof layers.maxpool>> = {
  forward({ ops, args, inputShape, x, y }) {
    const pad = sidesOf(inputShape, args.window, args.stride, args.pad);
    ops.maxPool({ x }, y, { window: args.window, stride: args.stride, pad });
  },
  backward({ ops, args, inputShape, x, y, dy, dx }) {
    if (dx === null) return;
    const pad = sidesOf(inputShape, args.window, args.stride, args.pad);
    ops.maxPoolGradient({ x, y, dy }, dx, { window: args.window, stride: args.stride, pad });
  },
};
