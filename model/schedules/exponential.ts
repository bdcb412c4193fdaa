import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const exponential = defineCallable({
  kind: 'schedule',
  name: 'exponential',
  doc: 'Multiplies the learning rate by a factor after every epoch: lr·r^t in epoch t, counted from 0. CS231n writes it lr·e^(−kt): r = e^(−k).',
  source: 'CS231n, lecture 8',
  example: 'exponential(0.95)',
  args: { rate: float('r: what is left after an epoch.', { min: 0, max: 1, exclusive: true, default: 0.95 }) },
});
