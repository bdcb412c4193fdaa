import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const value = defineCallable({
  kind: 'clipping',
  name: 'value',
  doc: 'Cuts every element of the gradient to between −max and max. The direction may change; with `norm` it does not.',
  source: 'CS231n, recurrent networks',
  example: 'value(1.0)',
  args: { max: float('The largest magnitude.', { min: 0, exclusive: true }) },
});
