import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';
import { ignoredLabel } from '../catalog/ignored-label.ts';

export const dice = defineCallable({
  kind: 'loss',
  name: 'dice',
  doc: '1 − (2Σpt + s)/(Σp + Σt + s) for each class over all pixels of a sample but those with the label `ignore`, p the softmax of its scores; the mean over classes and batch. It does not mind how many pixels are background. V-Net squares the terms below the line.',
  source: 'Milletari, Navab and Ahmadi, V-Net, 2016',
  example: 'dice()',
  args: {
    smooth: float('s: keeps an empty mask from dividing zero by zero.', { min: 0, exclusive: true, default: 1 }),
    ignore: ignoredLabel(-1),
  },
});
