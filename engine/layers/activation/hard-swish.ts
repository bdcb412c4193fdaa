import type { layers } from '../../../model/layers/index.ts';
import { between, pointwise } from './pointwise.ts';

export const hard_swish = pointwise<typeof layers.hard_swish>({
  value: (t, x) => t.multiply(x, t.clip(t.affine(x, 1 / 6, 1 / 2), 0, 1)),
  slope: (t, { x }) =>
    t.add(t.clip(t.affine(x, 1 / 6, 1 / 2), 0, 1), t.multiply(x, t.scale(between(t, x, -3, 3), 1 / 6))),
});
