import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const huber = defineCallable({
  kind: 'loss',
  name: 'huber',
  doc: 'Per output ½d² where |d| ≤ δ, δ·(|d| − ½δ) elsewhere; the sum over the outputs, the mean over the batch. HuberLoss of PyTorch takes the mean over the outputs as well.',
  source: 'Huber, Robust estimation of a location parameter, 1964',
  example: 'huber()',
  args: { delta: float('δ: where the square passes into the line.', { min: 0, exclusive: true, default: 1 }) },
});
