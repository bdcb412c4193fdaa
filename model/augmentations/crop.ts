import { int, size } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const crop = defineCallable({
  kind: 'augmentation',
  name: 'crop',
  doc: 'Cuts out a random window of a given size, after padding with zeros: `crop(32, pad=4)` moves CIFAR images by up to four pixels. In evaluation the middle is cut out.',
  source: 'CS231n, lecture 8',
  example: 'crop(32, pad=4)',
  args: {
    size: size('Height and width of what is cut out.', { min: 1 }),
    pad: int('Zeros on each side before.', { min: 0, default: 0 }),
  },
});
