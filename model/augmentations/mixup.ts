import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const mixup = defineCallable({
  kind: 'augmentation',
  name: 'mixup',
  doc: 'Mixes each sample and its target with another of the batch: λ·a + (1 − λ)·b, λ from a beta distribution.',
  source: 'CS231n, lecture 8; Zhang et al., 2018',
  example: 'mixup(0.2)',
  args: {
    alpha: float('Both parameters of the beta distribution; the smaller, the rarer an even mix.', {
      min: 0,
      exclusive: true,
      default: 0.2,
    }),
  },
});
