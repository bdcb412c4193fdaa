import { float, int, size } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const digits = defineCallable({
  kind: 'source',
  name: 'digits',
  doc: 'Grey images of printed digits of random weight, slant, size and place; the class is the digit. Made from the seed.',
  example: 'digits(10000)',
  args: {
    count: int('Number of images.', { min: 1, default: 10000 }),
    size: size('Height and width.', { min: 8, default: [28, 28] }),
    noise: float('Standard deviation of the noise, in pixel values.', { min: 0, default: 8 }),
  },
});
