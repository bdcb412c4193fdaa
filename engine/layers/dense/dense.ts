import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import type { LayerRun } from '../layer-run.ts';

export const dense: LayerRun<ArgsOf<typeof layers.dense>> = {
  forward({ ops, weights, x, y }) {
    ops.dense({ x, w: weights.weight, b: weights.bias ?? null }, y);
  },
  backward({ ops, weights, gradients, x, dy, dx }) {
    ops.denseWeightGradient({ x, dy }, gradients.weight);
    if (gradients.bias !== undefined) ops.biasGradient({ dy }, gradients.bias);
    if (dx !== null) ops.denseInputGradient({ dy, w: weights.weight }, dx);
  },
};
