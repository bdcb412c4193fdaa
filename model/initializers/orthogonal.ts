import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const orthogonal = defineCallable({
  kind: 'initializer',
  name: 'orthogonal',
  doc: 'Rows or columns at right angles and of equal length, whichever are fewer; of a filter all but its outputs are one axis. From the QR decomposition of a Gaussian.',
  source: 'Saxe, McClelland and Ganguli, 2014',
  example: 'orthogonal()',
  args: { gain: float('Length of the rows; √2 under ReLU.', { min: 0, exclusive: true, default: 1 }) },
});
