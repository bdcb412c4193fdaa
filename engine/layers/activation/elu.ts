import type { layers } from '../../../model/layers/index.ts';
import { negativePart, pointwise } from './pointwise.ts';

export const elu = pointwise<typeof layers.elu>({
  value: (t, x, { alpha }) => t.add(t.relu(x), t.affine(t.exp(negativePart(t, x)), alpha, -alpha)),
  // Below zero α·e^x = y + α.
  slope: (t, { y }, { alpha }) => {
    const above = t.step(y);
    return t.add(above, t.multiply(t.affine(above, -1, 1), t.affine(y, 1, alpha)));
  },
});
