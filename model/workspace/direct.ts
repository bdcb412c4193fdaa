/** What convolutions over windows as they lie copy and pack: see `engine/backends/cpu/convolution/direct.ts`. */
import { type Axis, type Geometry, product, type Three, three } from './geometry.ts';
import { padded, placeBytes } from './places.ts';
import { COLUMNS, ROWS } from './products.ts';

/** Numbers that copies of images may take at a time, where one image does not take more. */
const COPIED = 2 ** 18;

/** How far along an axis the last window reaches in an input that begins with its padding. */
const reach = ({ output, kernel, stride, dilation }: Axis) => (output - 1) * stride + (kernel - 1) * dilation + 1;

/** Extents of an image with its padding. */
export const paddedExtents = (axes: Geometry['axes']): Three =>
  three(axes, (axis) => Math.max(reach(axis), axis.before + axis.input));

/** An element of a kernel, with the output that the first input of its phase takes part in. */
export interface PhaseElement {
  readonly element: number;
  readonly output: number;
}

/** Inputs `first`, `first` + stride, …: the elements of a kernel that reach them. */
export interface Phase {
  readonly first: number;
  readonly count: number;
  readonly elements: readonly PhaseElement[];
}

function elementsOf({ kernel, stride, dilation, before }: Axis, first: number): PhaseElement[] {
  return Array.from({ length: kernel }, (_, element) => ({ element, reached: first + before - element * dilation }))
    .filter(({ reached }) => ((reached % stride) + stride) % stride === 0)
    .map(({ element, reached }) => ({ element, output: reached / stride }))
    .sort((a, b) => a.output - b.output);
}

/** One for each remainder of the stride, as far as there are inputs. */
export const phases = (axis: Axis): Phase[] =>
  Array.from({ length: Math.min(axis.stride, axis.input) }, (_, first) => {
    return { first, count: Math.ceil((axis.input - first) / axis.stride), elements: elementsOf(axis, first) };
  });

/** How many elements of a kernel reach an input at most. */
const mostElements = (axis: Axis): number =>
  axis.stride === 1 ? axis.kernel : Math.max(...phases(axis).map(({ elements }) => elements.length));

/** How many outputs in front of the first and behind the last are asked for. */
export function overhang(axis: Axis): [before: number, after: number] {
  if (axis.stride === 1) {
    const behind = (axis.kernel - 1) * axis.dilation - axis.before;
    return [Math.max(0, behind), Math.max(0, axis.before + axis.input - axis.output)];
  }
  let [before, after] = [0, 0];
  for (const { count, elements } of phases(axis)) {
    for (const { output } of elements) {
      before = Math.max(before, -output);
      after = Math.max(after, output + count - axis.output);
    }
  }
  return [before, after];
}

/** Extents of dy with the outputs that are asked for beyond it. */
export const hungExtents = (axes: Geometry['axes']): Three =>
  three(axes, (axis) => overhang(axis).reduce((sum, more) => sum + more, axis.output));

/** Numbers of a copy with a border; none where there is no border. */
function copied(axes: Geometry['axes'], extents: Three, inside: (axis: Axis) => number, channels: number): number {
  const size = extents.reduce((a, b) => a * b, channels);
  return size === product(axes, inside) * channels ? 0 : size;
}

/** Sixes of numbers of a window from which on packing dy costs less than reading it as it lies for each. */
const LEAST_SIXES = 5;

/** Whether the gradient of the filters packs dy. */
export const packsGradient = ({ axes, channels, groups }: Geometry): boolean =>
  product(axes, ({ kernel }) => kernel) * (channels / groups) > LEAST_SIXES * ROWS;

/** Numbers of one image: a copy of it, and what else is packed of it. */
const ofImage = {
  forward: ({ axes, channels }: Geometry) => copied(axes, paddedExtents(axes), ({ input }) => input, channels),
  input: ({ axes, filters }: Geometry) => copied(axes, hungExtents(axes), ({ output }) => output, filters),
  gradient: (own: Geometry) =>
    packsGradient(own)
      ? padded(own.filters / own.groups, COLUMNS) * own.groups * product(own.axes, ({ output }) => output)
      : 0,
};

/** How many images at a time have room. */
function imagesOf(batch: number, numbers: number): number {
  if (numbers === 0) return batch;
  return Math.ceil(batch / Math.min(batch, Math.ceil((batch * numbers) / COPIED)));
}

/** Images that each pass takes at a time. */
export const images = {
  forward: (own: Geometry): number => imagesOf(own.batch, ofImage.forward(own)),
  input: (own: Geometry): number => imagesOf(own.batch, ofImage.input(own)),
  filters: (own: Geometry): number => imagesOf(own.batch, ofImage.forward(own) + ofImage.gradient(own)),
};

/** Bytes of the workspace of each pass. */
export const directBytes = {
  forward(own: Geometry): number {
    const { axes, channels, filters, groups } = own;
    const depth = product(axes, ({ kernel }) => kernel) * (channels / groups);
    const packed = padded(filters / groups, COLUMNS) * depth * groups;
    return placeBytes(images.forward(own) * ofImage.forward(own)) + placeBytes(packed);
  },
  input(own: Geometry): number {
    const { axes, channels, filters, groups } = own;
    const elements = product(axes, mostElements);
    const packed = padded(channels / groups, COLUMNS) * elements * filters;
    return placeBytes(images.input(own) * ofImage.input(own)) + placeBytes(packed);
  },
  filters(own: Geometry): number {
    const count = images.filters(own);
    return placeBytes(count * ofImage.forward(own)) + placeBytes(count * ofImage.gradient(own));
  },
};
