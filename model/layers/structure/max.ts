import { defineLayer } from '../spec.ts';
import { inferJoin } from './join.ts';

export const max = defineLayer({
  name: 'max',
  doc: 'The largest of its branches at each element. Backward sends the gradient to the branch that won, of equal ones to the first. All branches have one shape, except that extents of 1 are repeated where the ranks are equal.',
  source: 'Goodfellow et al., 2013',
  example: 'max { skip; tanh }',
  arity: 'many',
  args: {},
  keeps: ['input', 'output'],
  memory: 'own',
  infer: ({ inputs }) => inferJoin('max', inputs),
});
