import type { layers } from '../../../model/layers/index.ts';
import { pointwise } from './pointwise.ts';

export const sigmoid = pointwise<typeof layers.sigmoid>({
  value: (t, x) => t.sigmoid(x),
  slope: (t, { y }) => t.multiply(y, t.affine(y, -1, 1)),
});
