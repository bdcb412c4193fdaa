import type { layers } from '../../../model/layers/index.ts';
import { pointwise } from './pointwise.ts';

export const softsign = pointwise<typeof layers.softsign>({
  value: (t, x) => t.divide(x, t.affine(t.abs(x), 1, 1)),
  // 1 − |y| = 1/(1 + |x|).
  slope: (t, { y }) => t.square(t.affine(t.abs(y), -1, 1)),
});
