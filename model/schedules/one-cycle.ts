import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const one_cycle = defineCallable({
  kind: 'schedule',
  name: 'one_cycle',
  doc: 'One rise and one fall over the run, each half a cosine: from lr/start up to lr, then down to lr/start/end. The learning rate of the optimizer is the peak. Momentum, or β₁ of Adam, goes the other way, between 0.95 and 0.85, as in PyTorch; `rmsprop` without momentum stays without.',
  source: 'Smith and Topin, Super-convergence, 2018',
  example: 'one_cycle()',
  args: {
    rise: float('Share of the run that the rise takes.', { min: 0, max: 1, exclusive: true, default: 0.3 }),
    start: float('The peak over the first learning rate.', { min: 1, default: 25 }),
    end: float('The first learning rate over the last.', { min: 1, default: 1e4 }),
  },
});
