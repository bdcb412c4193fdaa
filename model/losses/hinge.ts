import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const hinge = defineCallable({
  kind: 'loss',
  name: 'hinge',
  doc: 'Multiclass hinge loss of Weston and Watkins: Σ max(0, sⱼ − s_y + Δ) over the wrong classes j, the mean over the batch. The sum is not divided by the number of classes, as in CS231n; MultiMarginLoss of PyTorch divides by it.',
  source: 'CS231n, lecture 3; Weston and Watkins, 1999',
  example: 'hinge()',
  args: { margin: float('Δ: by how much the true class should lead.', { min: 0, exclusive: true, default: 1 }) },
});
