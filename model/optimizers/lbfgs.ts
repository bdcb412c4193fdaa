import { float, int, oneOf } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const lbfgs = defineCallable({
  kind: 'optimizer',
  name: 'lbfgs',
  doc: 'L-BFGS: a quasi-Newton method that builds the curvature from its last steps. It takes the whole training set as one batch and no noise, such as dropout or random augmentation.',
  source: 'CS231n, lecture 8; Nocedal, 1980; Liu and Nocedal, 1989',
  example: 'lbfgs()',
  args: {
    lr: float('Length of a step where no line is searched, and of the first try where one is.', {
      min: 0,
      exclusive: true,
      default: 1,
    }),
    history: int('How many steps make up the curvature.', { min: 1, default: 10 }),
    iterations: int('Iterations for each pass over the data.', { min: 1, default: 20 }),
    line_search: oneOf(
      'How far a step goes.',
      {
        strong_wolfe: 'As far as the strong Wolfe conditions ask for.',
        none: 'The learning rate; PyTorch does this unless told otherwise.',
      },
      { default: 'strong_wolfe' },
    ),
  },
});
