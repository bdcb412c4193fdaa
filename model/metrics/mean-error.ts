import { name, oneOf } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const mean_error = defineCallable({
  kind: 'metric',
  name: 'mean_error',
  doc: 'The mean over samples and outputs of how far a regression is off.',
  source: 'CS231n, lecture 3',
  example: 'mean_error()',
  args: {
    head: name('The head that is measured; the only one where there is no other.', { default: '' }),
    norm: oneOf(
      'What is averaged.',
      { l1: '|s − t|, the mean absolute error.', l2: '(s − t)², the mean squared error.' },
      { default: 'l1' },
    ),
  },
});
