import type { layers } from '../../../model/layers/index.ts';
import { isLeading } from '../../../model/shape.ts';
import { masked } from './masked.ts';

/** A channel of an image is dropped at all its pixels, a feature of a sequence at all steps. */
export const spatial_dropout = masked<typeof layers.spatial_dropout>({
  p: ({ p }) => p,
  extents: (shape, axes) =>
    shape.map((extent, i) => {
      const isKept = i === 0 || i === axes.length || (axes.at(-1) === 'channels' && isLeading(axes[i - 1]));
      return isKept ? extent : 1;
    }),
});
