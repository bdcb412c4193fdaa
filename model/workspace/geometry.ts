/** Convolutions along one, two or three axes, seen as three: missing axes in front have one element. */

/** Planes, rows, columns. */
export type Three = readonly [number, number, number];

/** One axis of a convolution. */
export interface Axis {
  readonly input: number;
  readonly output: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly before: number;
}

export interface Geometry {
  readonly batch: number;
  readonly channels: number;
  readonly filters: number;
  readonly groups: number;
  /** Planes, rows, columns. */
  readonly axes: readonly [Axis, Axis, Axis];
}

/** How windows slide, an entry for each axis; `pad` has two. */
export interface Windows {
  readonly stride: readonly number[];
  readonly pad: readonly number[];
  readonly dilation?: readonly number[];
  readonly groups?: number;
}

const lone: Axis = { input: 1, output: 1, kernel: 1, stride: 1, dilation: 1, before: 0 };

/** From the extents of input and output, batch first, and of the kernel. */
export function geometryOf(
  x: readonly number[],
  kernel: readonly number[],
  y: readonly number[],
  { stride, pad, dilation, groups = 1 }: Windows,
): Geometry {
  const own = kernel.map((extent, axis): Axis => {
    return {
      input: x[axis + 1]!,
      output: y[axis + 1]!,
      kernel: extent,
      stride: stride[axis]!,
      dilation: dilation?.[axis] ?? 1,
      before: pad[2 * axis]!,
    };
  });
  const [planes, rows, columns] = [...Array.from({ length: 3 - own.length }, () => lone), ...own];
  return { batch: x[0]!, channels: x.at(-1)!, filters: y.at(-1)!, groups, axes: [planes!, rows!, columns!] };
}

/** What is found for each axis. */
export const three = <V>([planes, rows, columns]: Geometry['axes'], of: (axis: Axis) => V): [V, V, V] => [
  of(planes),
  of(rows),
  of(columns),
];

/** The product over the axes. */
export const product = (axes: Geometry['axes'], of: (axis: Axis) => number): number =>
  axes.reduce((size, axis) => size * of(axis), 1);

/** Elements of a window of which a thread can hold the addresses. */
const MOST_ELEMENTS = 1000;

/** Whether every channel has one filter of its own. */
export function isDepthwise({ channels, filters, groups, axes: [planes, rows, columns] }: Geometry): boolean {
  const flat = planes.input === 1 && planes.kernel === 1 && planes.output === 1;
  return flat && groups === channels && filters === channels && rows.kernel * columns.kernel <= MOST_ELEMENTS;
}
