/**
 * Shapes as the language speaks of them: extents with the kind of each axis, without the batch.
 * An extent that is not known yet is `null` and flows on; a shape of unknown rank is `null` as a whole.
 */

/** The number of elements along one axis; `null` while unknown. */
export type Extent = number | null;

/** What an axis runs over. Images are height × width × channels, vectors are features. */
export type Axis = 'height' | 'width' | 'channels' | 'features';

/** The shape of one sample. */
export interface Shape {
  readonly axes: readonly Axis[];
  readonly extents: readonly Extent[];
}

/** height × width × channels. */
export function image(height: Extent, width: Extent, channels: Extent): Shape {
  return {
    axes: ['height', 'width', 'channels'],
    extents: [height, width, channels],
  };
}

/** A vector of features. */
export function vector(features: Extent): Shape {
  return { axes: ['features'], extents: [features] };
}

/** Whether the shape is height × width × channels. */
export function isImage(shape: Shape): boolean {
  return shape.axes.length === 3 && shape.axes[0] === 'height';
}

/** Product of extents; `null` if one of them is unknown. */
export function product(extents: readonly Extent[]): Extent {
  let total = 1;
  for (const extent of extents) {
    if (extent === null) return null;
    total *= extent;
  }
  return total;
}

/** Number of elements of one sample; `null` while unknown. */
export function elements(shape: Shape | null): Extent {
  return shape === null ? null : product(shape.extents);
}

/** `32×32×3`, an unknown extent as `?`. */
export function formatExtents(extents: readonly Extent[]): string {
  return extents.map((extent) => extent ?? '?').join('×');
}

/** `32×32×3`; `?` when nothing is known. */
export function formatShape(shape: Shape | null): string {
  return shape === null ? '?' : formatExtents(shape.extents);
}

export function sameShape(a: Shape | null, b: Shape | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.axes.length === b.axes.length &&
    a.axes.every((axis, i) => axis === b.axes[i]) &&
    a.extents.every((extent, i) => extent === b.extents[i])
  );
}
