import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const rotate = defineCallable({
  kind: 'augmentation',
  name: 'rotate',
  doc: 'Turns an image about its middle by a random angle, with bilinear interpolation; what comes in from outside is zero.',
  source: 'CS231n, lecture 8',
  example: 'rotate(15)',
  args: { degrees: float('The largest angle either way.', { min: 0, max: 180, default: 15 }) },
});
