import { float, int, size } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const shapes = defineCallable({
  kind: 'source',
  name: 'shapes',
  doc: 'Colour images of a shape of random place, size and colour on a noisy ground; the class is the shape, the box where it is: left, top, width and height as shares of the image. In this order: circle, square, triangle, cross, ring, diamond, star, saltire. Made from the seed.',
  example: 'shapes(5000)',
  args: {
    count: int('Number of images.', { min: 1, default: 5000 }),
    size: size('Height and width.', { min: 8, default: [32, 32] }),
    classes: int('Number of shapes.', { min: 2, max: 8, default: 4 }),
    noise: float('Standard deviation of the noise, in pixel values.', { min: 0, default: 16 }),
  },
});
