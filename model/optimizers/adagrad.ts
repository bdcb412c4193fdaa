import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const adagrad = defineCallable({
  kind: 'optimizer',
  name: 'adagrad',
  doc: 'AdaGrad: each weight has a learning rate of its own that falls with the squares of its gradients: s = s + g², w = w − lr·g/(√s + ε). The sum starts at 0, as in PyTorch; TensorFlow starts at 0.1.',
  source: 'CS231n, lecture 8; Duchi, Hazan and Singer, 2011',
  example: 'adagrad(lr=0.01)',
  args: {
    lr: float('Learning rate.', { min: 0, exclusive: true, default: 1e-2 }),
    eps: float('ε: added to the root.', { min: 0, exclusive: true, default: 1e-10 }),
  },
});
