import { int } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const holdout = defineCallable({
  kind: 'split',
  name: 'holdout',
  doc: 'Keeps a fixed number of training images aside for validation, chosen by the seed.',
  source: 'CS231n, lecture 2',
  example: 'holdout(val=5000)',
  args: {
    val: int('Number of images in the validation set.', { min: 1 }),
  },
});
