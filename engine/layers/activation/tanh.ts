import type { layers } from '../../../model/layers/index.ts';
import { pointwise } from './pointwise.ts';

export const tanh = pointwise<typeof layers.tanh>({
  value: (t, x) => t.tanh(x),
  slope: (t, { y }) => t.affine(t.square(y), -1, 1),
});
