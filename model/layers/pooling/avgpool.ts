import { defineLayer } from '../spec.ts';
import { inferPool, poolArguments } from './pool.ts';

export const avgpool = defineLayer({
  name: 'avgpool',
  doc: 'The mean of each window. Backward spreads the gradient evenly over the window. The stride defaults to the window.',
  source: 'CS231n, lecture 5',
  example: 'avgpool(2x2)',
  args: poolArguments,
  keeps: [],
  memory: 'own',
  infer: (context) => inferPool('avgpool', context),
});
