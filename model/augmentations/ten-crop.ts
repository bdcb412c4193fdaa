import { bool, size } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const ten_crop = defineCallable({
  kind: 'augmentation',
  name: 'ten_crop',
  doc: 'In evaluation averages the scores of ten windows of each image: four corners and the middle, and their mirror images. Training is left alone.',
  source: 'CS231n, lecture 8; Krizhevsky, Sutskever and Hinton, 2012',
  example: 'ten_crop(224)',
  args: {
    size: size('Height and width of a window.', { min: 1 }),
    flip: bool('Whether the mirror images count too; five windows otherwise.', { default: true }),
  },
});
