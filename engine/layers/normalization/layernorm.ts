import type { layers } from '../../../model/layers/index.ts';
import { sizeOf } from '../../../model/shape.ts';
import { normalizedParts } from './parts.ts';

export const layernorm = normalizedParts<typeof layers.layernorm>(
  (shape) => [sizeOf(shape.slice(0, -1)), 1, 1, shape.at(-1) ?? 1],
  ({ eps }) => eps,
);
