import { float } from '../../catalog/arguments.ts';
import { defineLayer } from '../spec.ts';

export const elu = defineLayer({
  name: 'elu',
  doc: 'x above zero, alpha · (e^x − 1) below: saturates at −alpha.',
  source: 'Clevert, Unterthiner and Hochreiter, 2016; CS231n, lecture 6',
  example: 'elu',
  args: { alpha: float('The value −alpha is approached far below zero.', { min: 0, exclusive: true, default: 1 }) },
  keeps: ['output'],
  memory: 'inPlace',
  infer: ({ inputs }) => ({ output: inputs[0] ?? null }),
});
