import { any, list } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const choice = defineCallable({
  kind: 'distribution',
  name: 'choice',
  doc: 'One of the values, each as likely: numbers, words, calls.',
  source: 'CS231n, lecture 8',
  example: 'choice(32, 64, 128)',
  args: { values: list('What is chosen from.', any('A value that fits where it is put.'), { rest: true }) },
});
