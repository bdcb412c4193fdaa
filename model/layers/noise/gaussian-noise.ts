import { float } from '../../catalog/arguments.ts';
import { defineLayer } from '../spec.ts';

export const gaussian_noise = defineLayer({
  name: 'gaussian_noise',
  doc: 'In training adds normally distributed noise of mean 0 to each element; does nothing in evaluation.',
  source: 'Bishop, 1995; Keras, GaussianNoise',
  example: 'gaussian_noise(0.1)',
  args: { std: float('Standard deviation of the noise.', { min: 0, default: 0.1 }) },
  keeps: [],
  memory: 'inPlace',
  infer: ({ inputs }) => ({ output: inputs[0] ?? null }),
});
