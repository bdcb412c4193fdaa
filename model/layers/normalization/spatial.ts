/** Height and width, and for volumes depth, that a normalization of images runs over, and what stands before them. */
import { type Extent, isLeading, product, type Shape } from '../../shape.ts';

/** Steps and items before the image. */
export const leadingExtents = ({ axes, extents }: Shape): readonly Extent[] =>
  extents.filter((_, i) => isLeading(axes[i]!));

/** Pixels of one channel; 1 for a vector. */
export const pixels = ({ axes, extents }: Shape): Extent =>
  product(extents.filter((_, i) => i < axes.length - 1 && !isLeading(axes[i]!)));
