import { float } from '../../catalog/arguments.ts';
import { defineLayer } from '../spec.ts';

export const batchnorm = defineLayer({
  name: 'batchnorm',
  doc: 'Normalizes each channel over the batch (and over height and width), then scales and shifts it by learned numbers. Evaluation uses running statistics; the running variance is the unbiased one, as in PyTorch.',
  source: 'CS231n, lecture 7; Ioffe and Szegedy, 2015',
  example: 'batchnorm',
  args: {
    momentum: float("How far running statistics move towards the batch's at each step (PyTorch's convention).", {
      min: 0,
      max: 1,
      default: 0.1,
    }),
    eps: float('Added to the variance before its root.', {
      min: 0,
      exclusive: true,
      default: 1e-5,
    }),
  },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs }) {
    const output = inputs[0] ?? null;
    const channels = output?.extents.at(-1) ?? null;
    const shape = [channels];
    return {
      output,
      weights: [
        { name: 'weight', shape, role: 'scale', start: 1 },
        { name: 'bias', shape, role: 'shift', start: 0 },
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
