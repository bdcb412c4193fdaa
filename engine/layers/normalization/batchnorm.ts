import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { derived } from '../../tape/derived.ts';
import type { LayerRun } from '../layer-run.ts';

/** By running statistics, as an evaluation has it. */
const inference = derived<typeof layers.batchnorm>(({ t, x, args, weights }) => {
  const factor = t.multiply(t.rsqrt(t.affine(t.detach(weights.running_var), 1, args.eps)), weights.weight);
  return t.add(t.multiply(t.subtract(x, t.detach(weights.running_mean)), factor), weights.bias);
});

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
  backward(node) {
    if (!node.training) {
      inference.backward(node);
      return;
    }
    const { ops, args, weights, saved, gradients, x, dy, dx } = node;
    ops.batchNormGradient(
      { x, scale: weights.weight, mean: saved.mean, variance: saved.variance, dy },
      { dx, dScale: gradients.weight, dShift: gradients.bias },
      { eps: args.eps },
    );
  },
};
