import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const squared_hinge = defineCallable({
  kind: 'loss',
  name: 'squared_hinge',
  doc: 'Multiclass squared hinge loss: Σ max(0, sⱼ − s_y + Δ)² over the wrong classes j, the mean over the batch. It punishes large violations more than `hinge`. The sum is not divided by the number of classes; MultiMarginLoss(p=2) of PyTorch divides by it.',
  source: 'CS231n, lecture 3',
  example: 'squared_hinge()',
  args: { margin: float('Δ: by how much the true class should lead.', { min: 0, exclusive: true, default: 1 }) },
});
