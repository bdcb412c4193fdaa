import { float, int } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const cutout = defineCallable({
  kind: 'augmentation',
  name: 'cutout',
  doc: 'Sets a square at a random place to the mean of the data; part of it may lie outside.',
  source: 'CS231n, lecture 8; DeVries and Taylor, 2017',
  example: 'cutout(16)',
  args: {
    size: int('The side of the square in pixels.', { min: 1, default: 16 }),
    p: float('Probability.', { min: 0, max: 1, default: 1 }),
  },
});
