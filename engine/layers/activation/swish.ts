import type { layers } from '../../../model/layers/index.ts';
import { pointwise } from './pointwise.ts';

export const swish = pointwise<typeof layers.swish>({
  value: (t, x) => t.multiply(x, t.sigmoid(x)),
  // s + x·s·(1 − s).
  slope: (t, { x }) => {
    const s = t.sigmoid(x);
    return t.add(s, t.multiply(t.multiply(x, s), t.affine(s, -1, 1)));
  },
});
