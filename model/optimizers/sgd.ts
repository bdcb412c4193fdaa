import { bool, float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const sgd = defineCallable({
  kind: 'optimizer',
  name: 'sgd',
  doc: 'Stochastic gradient descent with momentum: v = μ·v + g, w = w − lr·v (the convention of PyTorch). CS231n and Caffe have v = μ·v − lr·g, w = w + v, which is the same while the learning rate stays. Nesterov looks ahead: w = w − lr·(g + μ·v).',
  source: 'CS231n, lecture 8; Nesterov: Sutskever et al., 2013',
  example: 'sgd(lr=0.01, momentum=0.9)',
  args: {
    lr: float('Learning rate.', { min: 0, exclusive: true, default: 1e-2 }),
    momentum: float('μ: how much of the last step is kept.', { min: 0, max: 1, default: 0.9 }),
    nesterov: bool('Whether the gradient is followed from where momentum leads.', { default: false }),
    weight_decay: float(
      'Adds this times w to the gradient of the weights, not of biases and normalization: the same as `l2` of half of it. PyTorch decays all parameters.',
      { min: 0, default: 0 },
    ),
  },
});
