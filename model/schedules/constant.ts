import { defineCallable } from '../catalog/callable.ts';

export const constant = defineCallable({
  kind: 'schedule',
  name: 'constant',
  doc: 'The learning rate stays as the optimizer has it.',
  example: 'constant()',
  args: {},
});
