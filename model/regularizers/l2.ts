import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const l2 = defineCallable({
  kind: 'regularizer',
  name: 'l2',
  doc: 'Weight decay: adds λ·Σw² over the weights to the loss, and so 2λw to the gradient (the notation of CS231n; ½λΣw² elsewhere). Biases and normalization do not decay.',
  source: 'CS231n, lecture 3',
  example: 'l2(1e-4)',
  args: {
    weight: float('λ: how strongly large weights are punished.', { min: 0 }),
  },
});
