import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const inverse_time = defineCallable({
  kind: 'schedule',
  name: 'inverse_time',
  doc: '1/t decay: lr/(1 + k·t) in epoch t, counted from 0.',
  source: 'CS231n, lecture 8',
  example: 'inverse_time(0.1)',
  args: {
    rate: float('k: after 1/k epochs half the learning rate is left.', { min: 0, exclusive: true, default: 0.1 }),
  },
});
