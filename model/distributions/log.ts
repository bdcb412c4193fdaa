import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const log = defineCallable({
  kind: 'distribution',
  name: 'log',
  doc: 'A number between two bounds whose logarithm is uniform: for learning rates and strengths of regularization.',
  source: 'CS231n, lecture 8; Bergstra and Bengio, 2012',
  example: 'log(1e-5, 1e-1)',
  args: {
    low: float('The lower bound.', { min: 0, exclusive: true }),
    high: float('The upper bound.', { min: 0, exclusive: true }),
  },
});
