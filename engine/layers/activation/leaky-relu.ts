import type { layers } from '../../../model/layers/index.ts';
import { pointwise } from './pointwise.ts';

export const leaky_relu = pointwise<typeof layers.leaky_relu>({
  value: (t, x, { slope }) => t.maximum(x, t.scale(x, slope)),
  slope: (t, { y }, { slope }) => t.affine(t.step(y), 1 - slope, slope),
});
