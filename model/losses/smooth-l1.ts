import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const smooth_l1 = defineCallable({
  kind: 'loss',
  name: 'smooth_l1',
  doc: 'Per output ½d²/β where |d| < β, |d| − ½β elsewhere; the sum over the outputs, the mean over the batch. With β = 1 it is the box loss of Fast R-CNN. `huber(δ)` is δ times `smooth_l1(δ)`. SmoothL1Loss of PyTorch takes the mean over the outputs as well.',
  source: 'Girshick, Fast R-CNN, 2015',
  example: 'smooth_l1()',
  args: { beta: float('β: where the square passes into the line.', { min: 0, exclusive: true, default: 1 }) },
});
