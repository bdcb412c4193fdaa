import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const gaussian = defineCallable({
  kind: 'initializer',
  name: 'gaussian',
  doc: 'Gaussian with a fixed standard deviation and mean 0.',
  source: 'CS231n, lecture 7',
  example: 'gaussian(0.01)',
  args: { std: float('Standard deviation.', { min: 0, exclusive: true, default: 0.01 }) },
});
