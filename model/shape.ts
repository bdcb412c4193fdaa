/**
 * Shapes as the language speaks of them: extents with the kind of each axis, without the batch.
 * An extent that is not known yet is `null` and flows on; a shape of unknown rank is `null` as a whole.
 */

/** The number of elements along one axis; `null` while unknown. */
export type Extent = number | null;

/** What an axis can run over. */
export const axisNames = ['depth', 'height', 'width', 'channels', 'steps', 'items', 'features'] as const;

/**
 * What an axis runs over. Images are height × width × channels, volumes depth × height × width × channels,
 * vectors features, sequences steps × features, tokens steps alone. `items` counts regions or boxes of one image.
 */
export type Axis = (typeof axisNames)[number];

/** The shape of one sample. */
export interface Shape {
  readonly axes: readonly Axis[];
  readonly extents: readonly Extent[];
}

const shapeOf = (axes: readonly Axis[], extents: readonly Extent[]): Shape => ({ axes, extents });

// One list of axes for all shapes of a kind: most comparisons of axes are of a list with itself.
const imageAxes: readonly Axis[] = ['height', 'width', 'channels'];
const volumeAxes: readonly Axis[] = ['depth', 'height', 'width', 'channels'];
const vectorAxes: readonly Axis[] = ['features'];
const sequenceAxes: readonly Axis[] = ['steps', 'features'];
const tokenAxes: readonly Axis[] = ['steps'];
const itemAxes: readonly Axis[] = ['items', 'features'];

/** height × width × channels. */
export const image = (height: Extent, width: Extent, channels: Extent): Shape =>
  shapeOf(imageAxes, [height, width, channels]);

/** depth × height × width × channels. */
export const volume = (depth: Extent, height: Extent, width: Extent, channels: Extent): Shape =>
  shapeOf(volumeAxes, [depth, height, width, channels]);

/** A vector of features. */
export const vector = (features: Extent): Shape => shapeOf(vectorAxes, [features]);

/** steps × features. */
export const sequence = (steps: Extent, features: Extent): Shape => shapeOf(sequenceAxes, [steps, features]);

/** Steps of whole numbers, each the index of a word or character. */
export const tokens = (steps: Extent): Shape => shapeOf(tokenAxes, [steps]);

/** items × features: boxes, scores of boxes. */
export const items = (count: Extent, features: Extent): Shape => shapeOf(itemAxes, [count, features]);

/** Whether the lists hold the same axes in the same order. */
export const sameAxes = (a: readonly Axis[], b: readonly Axis[]): boolean =>
  a === b || (a.length === b.length && a.every((axis, i) => axis === b[i]));

/** Whether the shape is height × width × channels. */
export const isImage = ({ axes }: Shape): boolean => sameAxes(axes, imageAxes);
/** Whether the shape is depth × height × width × channels. */
export const isVolume = ({ axes }: Shape): boolean => sameAxes(axes, volumeAxes);
/** Whether the shape is steps × features. */
export const isSequence = ({ axes }: Shape): boolean => sameAxes(axes, sequenceAxes);
/** Whether the shape is steps alone. */
export const isTokens = ({ axes }: Shape): boolean => sameAxes(axes, tokenAxes);
/** Whether the shape is a vector of features. */
export const isVector = ({ axes }: Shape): boolean => sameAxes(axes, vectorAxes);

/** Axes that only repeat what stands behind them: a layer of images runs at every step and for every item. */
export const isLeading = (axis: Axis): boolean => axis === 'steps' || axis === 'items';

const single: Shape = shapeOf([], []);

/** The last `rank` axes, and what stands before them. */
export function splitShape(shape: Shape, rank: number): { readonly leading: Shape; readonly core: Shape } {
  const at = Math.max(0, shape.axes.length - rank);
  if (at === 0) return { leading: single, core: shape };
  return {
    leading: shapeOf(shape.axes.slice(0, at), shape.extents.slice(0, at)),
    core: shapeOf(shape.axes.slice(at), shape.extents.slice(at)),
  };
}

/** Puts axes before a shape. */
export const withLeading = (leading: Shape, core: Shape): Shape =>
  leading.axes.length === 0 ? core : shapeOf([...leading.axes, ...core.axes], [...leading.extents, ...core.extents]);

/** The extent along an axis; `undefined` where the shape has no such axis. */
export function extentAlong(shape: Shape, axis: Axis): Extent | undefined {
  const index = shape.axes.lastIndexOf(axis);
  return index < 0 ? undefined : shape.extents[index];
}

/** The shape with one extent changed; unchanged where it has no such axis. */
export function withExtent(shape: Shape, axis: Axis, extent: Extent): Shape {
  const index = shape.axes.lastIndexOf(axis);
  return index < 0 ? shape : shapeOf(shape.axes, shape.extents.with(index, extent));
}

/** Product of extents; `null` if one of them is unknown. */
export function product(extents: readonly Extent[]): Extent {
  let total = 1;
  // Of every layer many times: counting spares an object for each extent.
  for (let i = 0; i < extents.length; i++) {
    const extent = extents[i] as Extent;
    if (extent === null) return null;
    total *= extent;
  }
  return total;
}

/** Product of extents that are all known: how many numbers a tensor of that shape holds. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, extent) => size * extent, 1);

/** Sum of extents; `null` if one of them is unknown. */
export function sum(extents: readonly Extent[]): Extent {
  let total = 0;
  for (const extent of extents) {
    if (extent === null) return null;
    total += extent;
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

/** The shape with what its axes are: `20 steps × 256 features`; an image is height × width × channels and needs no words. */
export function describeShape(shape: Shape | null): string {
  if (shape === null) return 'a tensor of unknown shape';
  if (shape.axes.length === 0) return 'a single number';
  if (isImage(shape)) return `an image of ${formatShape(shape)}`;
  return shape.extents.map((extent, i) => `${extent ?? '?'} ${shape.axes[i]}`).join(' × ');
}

export function sameShape(a: Shape | null, b: Shape | null): boolean {
  if (a === null || b === null) return a === b;
  return a === b || (sameAxes(a.axes, b.axes) && a.extents.every((extent, i) => extent === b.extents[i]));
}
