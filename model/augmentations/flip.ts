import { float, oneOf } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const flip = defineCallable({
  kind: 'augmentation',
  name: 'flip',
  doc: 'Mirrors an image, boxes and masks with it.',
  source: 'CS231n, lecture 8',
  example: 'flip(horizontal)',
  args: {
    axis: oneOf(
      'What changes places.',
      { horizontal: 'Left and right.', vertical: 'Top and bottom.', both: 'Either, each by itself.' },
      { default: 'horizontal' },
    ),
    p: float('Probability.', { min: 0, max: 1, default: 0.5 }),
  },
});
