import { oneOf } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const he = defineCallable({
  kind: 'initializer',
  name: 'he',
  doc: 'Variance 2/fan-in: keeps the variance of activations under ReLU; with fan-out that of gradients. What dense and convolution layers of PyTorch start at unless told otherwise, is neither: uniform with variance 1/(3·fan-in).',
  source: 'CS231n, lecture 7; He et al., 2015',
  example: 'he()',
  args: {
    mode: oneOf(
      'What is divided by.',
      {
        fan_in: 'Inputs of a unit: the forward pass keeps its variance.',
        fan_out: 'Outputs of an input: the backward pass keeps its variance, as in ResNet of torchvision.',
      },
      { default: 'fan_in' },
    ),
    distribution: oneOf(
      'The shape of the distribution; its variance is the same.',
      { normal: 'Gaussian.', uniform: 'Uniform between ±√(3·variance).' },
      { default: 'normal' },
    ),
  },
});
