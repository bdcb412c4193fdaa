import { oneOf } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const lecun = defineCallable({
  kind: 'initializer',
  name: 'lecun',
  doc: 'Variance 1/fan-in: keeps the variance of activations of a linear layer, and belongs to SELU.',
  source: 'LeCun et al., Efficient backprop, 1998; Klambauer et al., 2017',
  example: 'lecun()',
  args: {
    distribution: oneOf(
      'The shape of the distribution; its variance is the same.',
      { normal: 'Gaussian.', uniform: 'Uniform between ±√(3·variance).' },
      { default: 'normal' },
    ),
  },
});
