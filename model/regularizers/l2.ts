import { bool, float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const l2 = defineCallable({
  kind: 'regularizer',
  name: 'l2',
  doc: 'Weight decay: adds λ·Σw² over the weights to the loss, and so 2λw to the gradient (the notation of CS231n and of Keras). Elsewhere it is ½λΣw²: `weight_decay=λ` of an optimizer of PyTorch is `l2(λ/2)`. Biases and normalization do not decay unless asked for.',
  source: 'CS231n, lecture 3',
  example: 'l2(1e-4)',
  args: {
    weight: float('λ: how strongly large weights are punished.', { min: 0 }),
    biases: bool('Whether biases, scales and shifts are punished too.', { default: false }),
  },
});
