import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import type { LayerRun } from '../layer-run.ts';
import { sidesOf } from '../sides.ts';

export const avgpool: LayerRun<ArgsOf<typeof layers.avgpool>> = {
  forward({ ops, args, inputShape, x, y }) {
    const pad = sidesOf(inputShape, args.window, args.stride, args.pad);
    ops.avgPool({ x }, y, { window: args.window, stride: args.stride, pad });
  },
  backward({ ops, args, inputShape, dy, dx }) {
    if (dx === null) return;
    const pad = sidesOf(inputShape, args.window, args.stride, args.pad);
    ops.avgPoolGradient({ dy }, dx, { window: args.window, stride: args.stride, pad });
  },
};
