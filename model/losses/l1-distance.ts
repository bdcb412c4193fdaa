import { defineCallable } from '../catalog/callable.ts';

export const l1_distance = defineCallable({
  kind: 'loss',
  name: 'l1_distance',
  doc: 'Σ|s − t| over the outputs, the mean over the batch: less drawn by outliers than `l2_distance`. L1Loss of PyTorch takes the mean over the outputs as well.',
  source: 'CS231n, lecture 3',
  example: 'l1_distance()',
  args: {},
});
