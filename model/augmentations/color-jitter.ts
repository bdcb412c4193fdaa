import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const color_jitter = defineCallable({
  kind: 'augmentation',
  name: 'color_jitter',
  doc: 'Changes brightness, contrast, saturation and hue by random amounts, in random order: each but hue by a factor of 1 − a to 1 + a.',
  source: 'CS231n, lecture 8',
  example: 'color_jitter(brightness=0.4, contrast=0.4, saturation=0.4)',
  args: {
    brightness: float('a of brightness.', { min: 0, default: 0.4 }),
    contrast: float('a of contrast.', { min: 0, default: 0.4 }),
    saturation: float('a of saturation.', { min: 0, default: 0.4 }),
    hue: float('Largest turn of the hue, as a share of the circle.', { min: 0, max: 0.5, default: 0 }),
  },
});
