import type { layers } from '../../../model/layers/index.ts';
import { normalizedParts, rowsAndPixels } from './parts.ts';

export const groupnorm = normalizedParts<typeof layers.groupnorm>(
  (shape, axes, { groups }) => [...rowsAndPixels(shape, axes), groups, (shape.at(-1) ?? groups) / groups],
  ({ eps }) => eps,
);
