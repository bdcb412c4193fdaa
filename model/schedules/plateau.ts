import { float, int } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const plateau = defineCallable({
  kind: 'schedule',
  name: 'plateau',
  doc: 'Multiplies the learning rate by a factor when the validation loss has not fallen for some epochs. A fall counts when it is more than the threshold times the best so far, as in PyTorch.',
  source: 'CS231n, lecture 8',
  example: 'plateau()',
  args: {
    factor: float('What the learning rate is multiplied by.', { min: 0, max: 1, exclusive: true, default: 0.1 }),
    patience: int('Epochs without a fall that are put up with.', { min: 0, default: 10 }),
    threshold: float('The smallest fall that counts, as a share of the best loss.', { min: 0, default: 1e-4 }),
    floor: float('The learning rate does not go below.', { min: 0, default: 0 }),
  },
});
