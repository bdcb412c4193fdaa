import { bool, float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const l1 = defineCallable({
  kind: 'regularizer',
  name: 'l1',
  doc: 'Adds λ·Σ|w| over the weights to the loss, and so λ·sign(w) to the gradient, 0 where w is 0: many weights become zero. Biases and normalization are left out unless asked for.',
  source: 'CS231n, lecture 3',
  example: 'l1(1e-5)',
  args: {
    weight: float('λ: how strongly large weights are punished.', { min: 0 }),
    biases: bool('Whether biases, scales and shifts are punished too.', { default: false }),
  },
});
