import { defineLayer } from '../spec.ts';
import { inferJoin } from './join.ts';

export const mean = defineLayer({
  name: 'mean',
  doc: 'The mean of its branches, element by element. All branches have one shape, except that extents of 1 are repeated where the ranks are equal.',
  source: 'Larsson, Maire and Shakhnarovich, 2017 (FractalNet)',
  example: 'mean { skip; relu }',
  arity: 'many',
  args: {},
  keeps: [],
  memory: 'own',
  infer: ({ inputs }) => inferJoin('mean', inputs),
});
