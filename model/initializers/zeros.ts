import { defineCallable } from '../catalog/callable.ts';

export const zeros = defineCallable({
  kind: 'initializer',
  name: 'zeros',
  doc: 'All weights zero. Units of a layer then all learn the same: for a linear classifier it does, for a hidden layer it does not.',
  source: 'CS231n, lecture 7',
  example: 'zeros()',
  args: {},
});
