import type { layers } from '../../../model/layers/index.ts';
import { masked } from './masked.ts';

export const stochastic_depth = masked<typeof layers.stochastic_depth>({
  p: ({ p }) => p,
  extents: (shape, _, { per }) => shape.map((extent, i) => (i === 0 && per === 'sample' ? extent : 1)),
});
