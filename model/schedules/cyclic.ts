import { bool, float, int } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const cyclic = defineCallable({
  kind: 'schedule',
  name: 'cyclic',
  doc: 'Half a cosine from the learning rate down to a floor, again and again. At the end of each cycle a snapshot is kept: together they make an ensemble.',
  source: 'CS231n, lecture 8; Loshchilov and Hutter, 2017; Huang et al., Snapshot ensembles, 2017',
  example: 'cyclic(every=20)',
  args: {
    every: int('Epochs of the first cycle.', { min: 1 }),
    floor: float('Where each cycle ends.', { min: 0, default: 0 }),
    longer: int('Each cycle is this many times as long as the one before.', { min: 1, default: 1 }),
    snapshots: bool('Whether the weights at the end of each cycle are kept.', { default: true }),
  },
});
