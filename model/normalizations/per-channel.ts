import { defineCallable } from '../catalog/callable.ts';

export const per_channel = defineCallable({
  kind: 'normalization',
  name: 'per_channel',
  doc: 'Subtracts the mean and divides by the standard deviation of each channel, computed on the training split only.',
  source: 'CS231n, lecture 7',
  example: 'per_channel()',
  args: {},
});
