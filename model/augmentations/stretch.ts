import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const stretch = defineCallable({
  kind: 'augmentation',
  name: 'stretch',
  doc: 'Scales height and width each by a random factor between 1/f and f, about the middle; the image keeps its size.',
  source: 'CS231n, lecture 8',
  example: 'stretch(1.2)',
  args: { factor: float('f: the largest factor.', { min: 1, default: 1.2 }) },
});
