import { defineCallable } from '../catalog/callable.ts';

export const he = defineCallable({
  kind: 'initializer',
  name: 'he',
  doc: 'Gaussian with variance 2/fan-in: keeps the variance of activations under ReLU.',
  source: 'CS231n, lecture 7; He et al., 2015',
  example: 'he()',
  args: {},
});
