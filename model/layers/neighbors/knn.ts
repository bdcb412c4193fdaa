import { int, oneOf } from '../../catalog/arguments.ts';
import { vector } from '../../shape.ts';
import { defineLayer } from '../spec.ts';

export const knn = defineLayer({
  name: 'knn',
  doc: 'Classifies by the k nearest training samples: the score of a class is how many of them have it; of equal scores the class of the nearest one wins. It stands alone behind the input, takes a sample of any shape as one long vector, has no weights and needs no optimizer: training remembers the samples. Distances to them do not count as multiply-adds.',
  source: 'CS231n, lecture 2',
  example: 'knn(k=5, metric=l1)',
  args: {
    k: int('How many neighbors vote.', { min: 1, default: 5 }),
    metric: oneOf(
      'How far two samples are from each other.',
      {
        l1: 'Σ|a − b|, the Manhattan distance.',
        l2: '√Σ(a − b)², the Euclidean distance.',
        cosine: '1 − a·b/(|a|·|b|): the angle alone.',
      },
      { default: 'l2' },
    ),
    classes: int('Number of classes, which a training needs; 0: not known.', { min: 0, default: 0 }),
  },
  keeps: [],
  memory: 'own',
  infer({ args }) {
    return { output: vector(args.classes === 0 ? null : args.classes), global: true };
  },
});
