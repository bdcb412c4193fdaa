import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { sizeOf } from '../../../model/shape.ts';
import { derived } from '../../tape/derived.ts';
import type { LayerRun } from '../layer-run.ts';
import { scaleAndShift } from './scale-and-shift.ts';

type Args = ArgsOf<typeof layers.batchnorm>;

/** By running statistics, as an evaluation has it. */
const inference = derived<typeof layers.batchnorm>(({ t, x, args, weights }) => {
  const factor = t.rsqrt(t.affine(t.detach(weights.running_var), 1, args.eps));
  const normalized = t.multiply(t.subtract(x, t.detach(weights.running_mean)), factor);
  return weights.weight === undefined ? normalized : t.add(t.multiply(normalized, weights.weight), weights.bias);
});

export const batchnorm: LayerRun<Args> = {
  forward(node) {
    const { ops, args, inputShape, training, weights, saved, x, y } = node;
    const { running_mean: runningMean, running_var: runningVariance } = weights;
    const { scale, shift } = scaleAndShift(node, node.weightShapes.running_mean);
    if (!training) {
      ops.batchNormInference({ x, scale, shift, mean: runningMean, variance: runningVariance }, y, { eps: args.eps });
      return;
    }
    const { mean, variance } = saved;
    ops.batchNorm({ x, scale, shift }, { y, mean, variance }, { eps: args.eps });
    const count = sizeOf(inputShape.slice(0, -1));
    ops.runningStatistics({ mean, variance }, { runningMean, runningVariance }, { momentum: args.momentum, count });
  },
  backward(node) {
    if (!node.training) {
      inference.backward(node);
      return;
    }
    const { ops, args, weightShapes, saved, gradients, temporary, x, dy, dx } = node;
    const { mean, variance } = saved;
    const dScale = gradients.weight ?? temporary(weightShapes.running_mean);
    const dShift = gradients.bias ?? temporary(weightShapes.running_mean);
    const { scale } = scaleAndShift(node, node.weightShapes.running_mean);
    ops.batchNormGradient({ x, scale, mean, variance, dy }, { dx, dScale, dShift }, { eps: args.eps });
  },
};
