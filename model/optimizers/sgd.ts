import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const sgd = defineCallable({
  kind: 'optimizer',
  name: 'sgd',
  doc: 'Stochastic gradient descent with momentum: v = μ·v + g, w = w − lr·v (the convention of PyTorch).',
  source: 'CS231n, lecture 8',
  example: 'sgd(lr=0.01, momentum=0.9)',
  args: {
    lr: float('Learning rate.', { min: 0, exclusive: true, default: 1e-2 }),
    momentum: float('μ: how much of the last step is kept.', {
      min: 0,
      max: 1,
      default: 0.9,
    }),
  },
});
