import type { layers } from '../../../model/layers/index.ts';
import { normalizedParts, rowsAndPixels } from './parts.ts';

export const instancenorm = normalizedParts<typeof layers.instancenorm>(
  (shape, axes) => [...rowsAndPixels(shape, axes), shape.at(-1) ?? 1, 1],
  ({ eps }) => eps,
);
