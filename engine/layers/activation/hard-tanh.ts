import type { layers } from '../../../model/layers/index.ts';
import { between, pointwise } from './pointwise.ts';

export const hard_tanh = pointwise<typeof layers.hard_tanh>({
  value: (t, x) => t.clip(x, -1, 1),
  slope: (t, { y }) => between(t, y, -1, 1),
});
