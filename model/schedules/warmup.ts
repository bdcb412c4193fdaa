import { call, float, int } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

/** The word reads best in the file. As the key of a callable's argument, which is no function, it makes nothing a promise. */
const THEN = 'then';

export const warmup = defineCallable({
  kind: 'schedule',
  name: 'warmup',
  doc: 'Rises in a straight line to the learning rate, step by step, then follows another schedule, which counts from there.',
  source: 'CS231n, lecture 8; Goyal et al., 2017',
  example: 'warmup(5, then=cosine())',
  args: {
    epochs: int('How long it rises.', { min: 1 }),
    [THEN]: call('What follows.', ['schedule'], { default: { name: 'constant', args: {} } }),
    from: float('Where it starts, as a share of the learning rate.', { min: 0, max: 1, default: 0 }),
  },
});
