import { defineLayer } from '../spec.ts';
import { inferJoin } from './join.ts';

export const add = defineLayer({
  name: 'add',
  doc: 'The sum of its branches, element by element: the join of residual networks. All branches have one shape, except that extents of 1 are repeated where the ranks are equal.',
  source: 'He et al., 2016',
  example: 'add { conv(64, 3x3, pad=1); skip }',
  arity: 'many',
  args: {},
  keeps: [],
  memory: 'own',
  infer: ({ inputs }) => inferJoin('add', inputs),
});
