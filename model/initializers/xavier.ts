import { oneOf } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const xavier = defineCallable({
  kind: 'initializer',
  name: 'xavier',
  doc: 'Variance 2/(fan-in + fan-out): keeps the variance of activations and of gradients under tanh. CS231n and Caffe write it with 1/fan-in, which is `lecun` here.',
  source: 'CS231n, lecture 7; Glorot and Bengio, 2010',
  example: 'xavier()',
  args: {
    distribution: oneOf(
      'The shape of the distribution; its variance is the same.',
      { normal: 'Gaussian.', uniform: 'Uniform between ±√(3·variance).' },
      { default: 'normal' },
    ),
  },
});
