import { float, int } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const step = defineCallable({
  kind: 'schedule',
  name: 'step',
  doc: 'Multiplies the learning rate by a factor every so many epochs: lr·f^⌊t/every⌋ in epoch t, counted from 0.',
  source: 'CS231n, lecture 8',
  example: 'step(every=10, factor=0.5)',
  args: {
    every: int('Epochs between two steps.', { min: 1 }),
    factor: float('What the learning rate is multiplied by.', { min: 0, max: 1, exclusive: true, default: 0.1 }),
  },
});
