import { defineCallable } from '../catalog/callable.ts';

export const xavier = defineCallable({
  kind: 'initializer',
  name: 'xavier',
  doc: 'Gaussian with variance 2/(fan-in + fan-out): keeps the variance of activations under tanh.',
  source: 'CS231n, lecture 7; Glorot and Bengio, 2010',
  example: 'xavier()',
  args: {},
});
