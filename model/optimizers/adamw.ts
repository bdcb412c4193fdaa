import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';
import { adam } from './adam.ts';

export const adamw = defineCallable({
  kind: 'optimizer',
  name: 'adamw',
  doc: 'Adam with weight decay beside the gradient, not in it: w = w − lr·λ·w, then a step of Adam. The decay is not scaled by the running means, as that of `l2` is. Only weights decay; PyTorch decays all parameters.',
  source: 'Loshchilov and Hutter, Decoupled weight decay regularization, 2019',
  example: 'adamw(lr=1e-3)',
  args: {
    ...adam.args,
    weight_decay: float('λ: how fast weights decay.', { min: 0, default: 1e-2 }),
  },
});
