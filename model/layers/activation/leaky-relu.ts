import { float } from '../../catalog/arguments.ts';
import { defineLayer } from '../spec.ts';

export const leaky_relu = defineLayer({
  name: 'leaky_relu',
  doc: 'x above zero, slope · x below: no unit dies. Keras starts from a slope of 0.3.',
  source: 'Maas, Hannun and Ng, 2013; CS231n, lecture 6',
  example: 'leaky_relu(0.1)',
  args: { slope: float('Factor below zero.', { min: 0, max: 1, default: 0.01 }) },
  keeps: ['output'],
  memory: 'inPlace',
  infer: ({ inputs }) => ({ output: inputs[0] ?? null }),
});
