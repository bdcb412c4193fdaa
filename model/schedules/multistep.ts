import { float, int, list } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const multistep = defineCallable({
  kind: 'schedule',
  name: 'multistep',
  doc: 'Multiplies the learning rate by a factor at given epochs: `multistep([30, 60, 90])` is the schedule of ResNet on ImageNet.',
  source: 'CS231n, lecture 8; He et al., 2016',
  example: 'multistep([30, 60, 90])',
  args: {
    at: list('The epochs, rising, counted from 0.', int('An epoch.', { min: 1 })),
    factor: float('What the learning rate is multiplied by.', { min: 0, max: 1, exclusive: true, default: 0.1 }),
  },
});
