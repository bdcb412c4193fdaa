import { defineCallable } from '../catalog/callable.ts';

export const balanced = defineCallable({
  kind: 'sampling',
  name: 'balanced',
  doc: 'Each training sample is drawn by chance, every class as often as any other, with repetition: rare classes are seen more often. An epoch has as many samples as there are. WeightedRandomSampler of PyTorch, with the inverse of the number of samples of the class as weight. Labels are read once before the first epoch.',
  source: 'CS231n, training neural networks: classes of unequal size',
  example: 'balanced()',
  args: {},
});
