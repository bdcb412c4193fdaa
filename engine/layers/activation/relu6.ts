import type { layers } from '../../../model/layers/index.ts';
import { between, pointwise } from './pointwise.ts';

export const relu6 = pointwise<typeof layers.relu6>({
  value: (t, x) => t.clip(x, 0, 6),
  slope: (t, { y }) => between(t, y, 0, 6),
});
