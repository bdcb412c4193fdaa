import { int } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const kfold = defineCallable({
  kind: 'split',
  name: 'kfold',
  doc: 'Cross-validation: the samples, shuffled by the seed, in folds of equal size; each in turn validates what is trained on the others. `netwright search` trains them all and gives the mean with its deviation, also where no `search` is written; nearest neighbors are judged over all folds by `netwright train`.',
  source: 'CS231n, lecture 2',
  example: 'kfold(5)',
  args: { folds: int('Number of folds.', { min: 2, default: 5 }) },
});
