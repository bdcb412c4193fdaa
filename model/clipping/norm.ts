import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const norm = defineCallable({
  kind: 'clipping',
  name: 'norm',
  doc: 'Where the norm of all gradients together is above a bound, all are scaled down to it: g·max/‖g‖.',
  source: 'CS231n, recurrent networks; Pascanu, Mikolov and Bengio, 2013',
  example: 'norm(5.0)',
  args: { max: float('The largest Euclidean norm.', { min: 0, exclusive: true }) },
});
