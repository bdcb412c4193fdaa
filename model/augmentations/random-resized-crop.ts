import { float, list, size } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const random_resized_crop = defineCallable({
  kind: 'augmentation',
  name: 'random_resized_crop',
  doc: 'Cuts out a random window of random area and aspect ratio and scales it to a given size (GoogLeNet). In evaluation the image is scaled until its shorter side is 256/224 of the size, and the middle is cut out.',
  source: 'Szegedy et al., Going deeper with convolutions, 2015',
  example: 'random_resized_crop(224)',
  args: {
    size: size('Height and width of the result.', { min: 1 }),
    scale: list('Smallest and largest share of the area.', float('A share.', { min: 0, max: 1 }), {
      default: [0.08, 1],
    }),
    ratio: list('Smallest and largest width over height.', float('A ratio.', { min: 0, exclusive: true }), {
      default: [3 / 4, 4 / 3],
    }),
  },
});
