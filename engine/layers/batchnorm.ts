import type { layers } from '../../model/layers/index.ts';
import type { ArgsOf } from '../../model/layers/spec.ts';
import type { LayerRun } from './layer-run.ts';

export const batchnorm: LayerRun<ArgsOf<typeof layers.batchnorm>> = {
  forward({ ops, args, inputShape, training, weights, saved, x, y }) {
    const { weight: scale, bias: shift, running_mean: runningMean, running_var: runningVariance } = weights;
    if (!training) {
      ops.batchNormInference({ x, scale, shift, mean: runningMean, variance: runningVariance }, y, { eps: args.eps });
      return;
    }
    const { mean, variance } = saved;
    ops.batchNorm({ x, scale, shift }, { y, mean, variance }, { eps: args.eps });
    const count = inputShape.slice(0, -1).reduce((a, b) => a * b, 1);
    ops.runningStatistics({ mean, variance }, { runningMean, runningVariance }, { momentum: args.momentum, count });
  },
  backward({ ops, args, weights, saved, gradients, x, dy, dx }) {
    ops.batchNormGradient(
      { x, scale: weights.weight, mean: saved.mean, variance: saved.variance, dy },
      { dx, dScale: gradients.weight, dShift: gradients.bias },
      { eps: args.eps },
    );
  },
};
