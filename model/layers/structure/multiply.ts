import { defineLayer } from '../spec.ts';
import { inferJoin } from './join.ts';

export const multiply = defineLayer({
  name: 'multiply',
  doc: 'The product of its branches, element by element: gates and masks. All branches have one shape, except that extents of 1 are repeated where the ranks are equal: a gate of 1×1×256 scales the channels of 28×28×256 (squeeze and excitation).',
  source: 'Hu et al., 2018',
  example: 'multiply { skip; sigmoid }',
  arity: 'many',
  args: {},
  keeps: ['input'],
  memory: 'own',
  infer: ({ inputs }) => inferJoin('multiply', inputs),
});
