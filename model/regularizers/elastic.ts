import { bool, float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const elastic = defineCallable({
  kind: 'regularizer',
  name: 'elastic',
  doc: 'Elastic net: adds λ·(r·Σ|w| + (1 − r)·Σw²) over the weights to the loss. Scikit-learn has ½ before the squares. Biases and normalization are left out unless asked for.',
  source: 'CS231n, lecture 3; Zou and Hastie, 2005',
  example: 'elastic(1e-4, ratio=0.5)',
  args: {
    weight: float('λ: how strongly large weights are punished.', { min: 0 }),
    ratio: float('r: the share of |w|; 1 is `l1`, 0 is `l2`.', { min: 0, max: 1, default: 0.5 }),
    biases: bool('Whether biases, scales and shifts are punished too.', { default: false }),
  },
});
