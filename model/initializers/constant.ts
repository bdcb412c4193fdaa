import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const constant = defineCallable({
  kind: 'initializer',
  name: 'constant',
  doc: 'All weights one number.',
  example: 'constant(0.1)',
  args: { value: float('The number.') },
});
