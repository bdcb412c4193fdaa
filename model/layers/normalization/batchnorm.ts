import { float } from '../../catalog/arguments.ts';
import { lastExtent, needsFeatures } from '../features.ts';
import { defineLayer } from '../spec.ts';
import { affineArgument, affineWeights, epsilon } from './affine.ts';

export const batchnorm = defineLayer({
  name: 'batchnorm',
  doc: 'Normalizes each channel over the batch (and over height and width, steps or items), then scales and shifts it by learned numbers. Evaluation uses running statistics; the running variance is the unbiased one, as in PyTorch.',
  source: 'CS231n, lecture 7; Ioffe and Szegedy, 2015',
  example: 'batchnorm',
  args: {
    momentum: float("How far running statistics move towards the batch's at each step (PyTorch's convention).", {
      min: 0,
      max: 1,
      default: 0.1,
    }),
    eps: epsilon,
    affine: affineArgument(true),
  },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args }) {
    const output = inputs[0] ?? null;
    const wrong = needsFeatures('batchnorm', output);
    if (wrong !== null) return { output, faults: [wrong] };
    const shape = [lastExtent(output)];
    return {
      output,
      weights: [
        ...affineWeights(args.affine, shape[0]!),
        { name: 'running_mean', shape, role: 'statistic', start: 0 },
        { name: 'running_var', shape, role: 'statistic', start: 1 },
      ],
      saved: [
        { name: 'mean', shape, perSample: false },
        { name: 'variance', shape, perSample: false },
      ],
    };
  },
});
