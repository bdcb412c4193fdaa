/** What layers expect of the tensor they are given. */
import type { Fault } from '../catalog/fault.ts';
import {
  type Axis,
  describeShape,
  type Extent,
  formatShape,
  image,
  isImage,
  isLeading,
  isTokens,
  isVolume,
  type Shape,
  sequence,
  splitShape,
  volume,
} from '../shape.ts';

/** How many axes a layer slides along: 1 steps, 2 height and width, 3 depth, height and width. */
export type Rank = 1 | 2 | 3;

const axesOf: Readonly<Record<Rank, readonly Axis[]>> = {
  1: ['steps', 'features'],
  2: ['height', 'width', 'channels'],
  3: ['depth', 'height', 'width', 'channels'],
};

/** steps × features, an image or a volume. */
export function shapeOfRank(extents: readonly Extent[], last: Extent): Shape {
  const [a = null, b = null, c = null] = extents;
  return extents.length === 1 ? sequence(a, last) : extents.length === 2 ? image(a, b, last) : volume(a, b, c, last);
}

/** The rank at which a shape can be slid along, axes that only repeat left aside; `null` for vectors and tokens. */
export function rankOf(shape: Shape): Rank | null {
  if (isImage(shape)) return 2;
  const { axes } = shape;
  for (const rank of [3, 2, 1] as const) {
    const wanted = axesOf[rank];
    const from = axes.length - wanted.length;
    if (from >= 0 && wanted.every((axis, i) => axis === axes[from + i]) && axes.slice(0, from).every(isLeading))
      return rank;
  }
  return null;
}

/** What a layer was given, in words: `10 features`, `an image of 28×28×3`. */
export function givenText(shape: Shape): string {
  if (isVolume(shape)) return `a volume of ${formatShape(shape)}`;
  return isTokens(shape) ? `${describeShape(shape)} of tokens` : describeShape(shape);
}

/** What comes of a fix, in words: `28×28×64`, `10 steps × 64 features`. */
export const resultText = (shape: Shape | null): string =>
  shape === null || shape.axes.includes('channels') ? formatShape(shape) : describeShape(shape);

/** A tensor without the axes that only repeat, and those axes. */
export interface Placed {
  readonly leading: Shape;
  readonly core: Shape | null;
}

const nothing: Shape = { axes: [], extents: [] };

/** The input as the layer sees it at each step and item; `null` where it has not the axes the layer works on. */
export function placeAt(rank: Rank, input: Shape | null): Placed | null {
  if (input === null) return { leading: nothing, core: null };
  return rankOf(input) === rank ? splitShape(input, axesOf[rank].length) : null;
}

const codes: Readonly<Record<Rank, string>> = {
  1: 'input-not-a-sequence',
  2: 'input-not-an-image',
  3: 'input-not-a-volume',
};

/** The fault of an input with other axes than the layer works on. */
export function wrongAxes(layer: string, rank: Rank, input: Shape, does = 'slides over'): Fault {
  const message = `${layer} ${does} ${axesOf[rank].join(' × ')}; it is given ${givenText(input)}.`;
  return { code: codes[rank], severity: 'error', message, fixes: [] };
}
