import { float, int } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const cosine = defineCallable({
  kind: 'schedule',
  name: 'cosine',
  doc: 'Half a cosine from the learning rate down to a floor: floor + ½(lr − floor)·(1 + cos(πt/T)), step by step, T the epochs of the run or of what a warm-up leaves of it.',
  source: 'CS231n, lecture 8; Loshchilov and Hutter, 2017',
  example: 'cosine()',
  args: {
    floor: float('Where it ends.', { min: 0, default: 0 }),
    epochs: int('T in epochs; 0: to the end of the run.', { min: 0, default: 0 }),
  },
});
