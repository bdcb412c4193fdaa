import type { layers } from '../../../model/layers/index.ts';
import { pointwise } from './pointwise.ts';

export const softplus = pointwise<typeof layers.softplus>({
  value: (t, x, { beta }) => t.scale(t.softplus(t.scale(x, beta)), 1 / beta),
  // sigmoid(βx) = 1 − e^(−βy).
  slope: (t, { y }, { beta }) => t.affine(t.exp(t.scale(y, -beta)), -1, 1),
});
