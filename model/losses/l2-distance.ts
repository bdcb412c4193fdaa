import { defineCallable } from '../catalog/callable.ts';

export const l2_distance = defineCallable({
  kind: 'loss',
  name: 'l2_distance',
  doc: 'Σ(s − t)² over the outputs, the mean over the batch: the squared Euclidean distance of regression, without ½. MSELoss of PyTorch takes the mean over the outputs as well.',
  source: 'CS231n, lecture 3',
  example: 'l2_distance()',
  args: {},
});
