import { defineLayer } from '../spec.ts';
import { inferPool, poolArguments } from './pool.ts';

export const maxpool = defineLayer({
  name: 'maxpool',
  doc: 'The largest value in each window. Backward sends the gradient to the position that won. The stride defaults to the window.',
  source: 'CS231n, lecture 5',
  example: 'maxpool(2x2)',
  args: poolArguments,
  keeps: ['input', 'output'],
  memory: 'own',
  infer: (context) => inferPool('maxpool', context),
});
