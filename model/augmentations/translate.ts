import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const translate = defineCallable({
  kind: 'augmentation',
  name: 'translate',
  doc: 'Moves an image by a random number of whole pixels; what comes in from outside is zero.',
  source: 'CS231n, lecture 8',
  example: 'translate(0.1)',
  args: { fraction: float('The largest way, as a share of height and of width.', { min: 0, max: 1, default: 0.1 }) },
});
