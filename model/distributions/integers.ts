import { int } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const integers = defineCallable({
  kind: 'distribution',
  name: 'integers',
  doc: 'A whole number between two bounds, both included, each as likely.',
  source: 'CS231n, lecture 8',
  example: 'integers(1, 4)',
  args: { low: int('The smallest.'), high: int('The largest.') },
});
