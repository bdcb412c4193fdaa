import { defineCallable } from '../catalog/callable.ts';

export const softmax = defineCallable({
  kind: 'loss',
  name: 'softmax',
  doc: 'Softmax cross-entropy: the mean over the batch of −log of the probability given to the true class. The scores come straight from the last layer, without a softmax.',
  source: 'CS231n, lecture 3',
  example: 'softmax()',
  args: {},
});
