import { defineCallable } from '../catalog/callable.ts';

export const mean_image = defineCallable({
  kind: 'normalization',
  name: 'mean_image',
  doc: 'Subtracts the mean image, pixel by pixel, computed on the training split only (AlexNet). Nothing is divided.',
  source: 'CS231n, lecture 7; Krizhevsky, Sutskever and Hinton, 2012',
  example: 'mean_image()',
  args: {},
});
