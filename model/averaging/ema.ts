import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const ema = defineCallable({
  kind: 'averaging',
  name: 'ema',
  doc: 'A running mean of the weights, ā = d·ā + (1 − d)·w after each update t, d = min(decay, (1 + t)/(10 + t)), so that it forgets where they started. Running statistics are averaged alike. TensorFlow counts in this way, PyTorch leaves it to the caller.',
  source: 'CS231n, lecture 7; Polyak and Juditsky, 1992',
  example: 'ema(0.999)',
  args: { decay: float('How much of the mean is kept at each update.', { min: 0, max: 1, default: 0.999 }) },
});
