import type { layers } from '../../../model/layers/index.ts';
import { negativePart, pointwise } from './pointwise.ts';

/** λ and λ·α for a fixed point of mean 0 and variance 1 (Klambauer et al., 2017, appendix). */
const SCALE = 1.0507009873554805;
const SATURATION = SCALE * 1.6732632423543772;

export const selu = pointwise<typeof layers.selu>({
  value: (t, x) => t.add(t.scale(t.relu(x), SCALE), t.affine(t.exp(negativePart(t, x)), SATURATION, -SATURATION)),
  // Below zero λα·e^x = y + λα.
  slope: (t, { y }) => {
    const above = t.step(y);
    return t.add(t.scale(above, SCALE), t.multiply(t.affine(above, -1, 1), t.affine(y, 1, SATURATION)));
  },
});
