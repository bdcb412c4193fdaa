import { float, int } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const spirals = defineCallable({
  kind: 'source',
  name: 'spirals',
  doc: 'Points of a plane on one spiral arm for each class, two features: no line parts them. The toy data of the course; made from the seed.',
  source: 'CS231n notes, Putting it together',
  example: 'spirals()',
  args: {
    classes: int('Number of arms.', { min: 2, default: 3 }),
    points: int('Points on each arm.', { min: 1, default: 100 }),
    noise: float('Standard deviation of the angle, in radians.', { min: 0, default: 0.2 }),
  },
});
