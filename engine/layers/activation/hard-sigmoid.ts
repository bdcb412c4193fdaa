import type { layers } from '../../../model/layers/index.ts';
import { between, pointwise } from './pointwise.ts';

export const hard_sigmoid = pointwise<typeof layers.hard_sigmoid>({
  value: (t, x) => t.clip(t.affine(x, 1 / 6, 1 / 2), 0, 1),
  slope: (t, { y }) => t.scale(between(t, y, 0, 1), 1 / 6),
});
