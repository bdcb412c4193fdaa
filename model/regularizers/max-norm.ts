import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const max_norm = defineCallable({
  kind: 'regularizer',
  name: 'max_norm',
  doc: 'After each step scales the incoming weights of every unit or filter down to a norm of at most c. It adds nothing to the loss and takes no factor before it.',
  source: 'CS231n, lecture 8; Srivastava et al., 2014',
  example: 'max_norm(3)',
  args: { max: float('c: the largest Euclidean norm.', { min: 0, exclusive: true, default: 3 }) },
});
