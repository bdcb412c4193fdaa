import { float } from '../../catalog/arguments.ts';
import { defineLayer } from '../spec.ts';

export const softplus = defineLayer({
  name: 'softplus',
  doc: 'ln(1 + e^(beta · x))/beta: a smooth relu.',
  source: 'Glorot, Bordes and Bengio, 2011',
  example: 'softplus',
  args: { beta: float('How sharp the bend is.', { min: 0, exclusive: true, default: 1 }) },
  keeps: ['output'],
  memory: 'inPlace',
  infer: ({ inputs }) => ({ output: inputs[0] ?? null }),
});
