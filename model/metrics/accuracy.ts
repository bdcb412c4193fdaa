import { int, name } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';
import { ignoredLabel } from '../catalog/ignored-label.ts';

export const accuracy = defineCallable({
  kind: 'metric',
  name: 'accuracy',
  doc: 'The share of samples whose true class has the highest score; on steps and pixels of all of them.',
  source: 'CS231n, lecture 2',
  example: 'accuracy()',
  args: {
    head: name('The head that is measured; the only one where there is no other.', { default: '' }),
    top: int('It counts among so many of the highest scores.', { min: 1, default: 1 }),
    ignore: ignoredLabel(-1),
  },
});
