import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const uniform = defineCallable({
  kind: 'initializer',
  name: 'uniform',
  doc: 'Uniform between −bound and bound: variance bound²/3.',
  source: 'CS231n, lecture 7',
  example: 'uniform(0.05)',
  args: { bound: float('The largest magnitude.', { min: 0, exclusive: true, default: 0.05 }) },
});
