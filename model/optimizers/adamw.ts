import { bool, float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const adamw = defineCallable({
  kind: 'optimizer',
  name: 'adamw',
  doc: 'Adam with weight decay beside the gradient, not in it: w = w − lr·λ·w, then a step of Adam. The decay is not scaled by the running means, as that of `l2` is. Only weights decay; PyTorch decays all parameters.',
  source: 'Loshchilov and Hutter, Decoupled weight decay regularization, 2019',
  example: 'adamw(lr=1e-3)',
  args: {
    lr: float('Learning rate.', { min: 0, exclusive: true, default: 1e-3 }),
    beta1: float('Decay of the running mean of the gradient.', { min: 0, max: 1, default: 0.9 }),
    beta2: float('Decay of the running mean of its square.', { min: 0, max: 1, default: 0.999 }),
    eps: float('Added to the root of the second mean.', { min: 0, exclusive: true, default: 1e-8 }),
    amsgrad: bool(
      'Whether the largest second mean so far is used (Reddi et al., 2018), before its correction, as in PyTorch.',
      { default: false },
    ),
    weight_decay: float('λ: how fast weights decay.', { min: 0, default: 1e-2 }),
  },
});
