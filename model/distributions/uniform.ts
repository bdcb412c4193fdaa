import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const uniform = defineCallable({
  kind: 'distribution',
  name: 'uniform',
  doc: 'A number between two bounds, each as likely.',
  source: 'CS231n, lecture 8; Bergstra and Bengio, 2012',
  example: 'uniform(0.1, 0.5)',
  args: { low: float('The lower bound.'), high: float('The upper bound.') },
});
