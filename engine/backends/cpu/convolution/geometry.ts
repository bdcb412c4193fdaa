/** Convolutions along one, two or three axes, seen as three: missing axes in front have one element. */
import type { Convolving } from '../../../ops/ops.ts';
import type { CpuTensor } from '../tensor.ts';

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

const lone: Axis = { input: 1, output: 1, kernel: 1, stride: 1, dilation: 1, before: 0 };

/** `w` is kernel × in (of a group) × out. */
export function geometryOf(x: CpuTensor, w: CpuTensor, y: CpuTensor, convolving: Convolving): Geometry {
  const { stride, pad, dilation, groups = 1 } = convolving;
  const own = w.shape.slice(0, -2).map((kernel, axis): Axis => {
    return {
      input: x.shape[axis + 1],
      output: y.shape[axis + 1],
      kernel,
      stride: stride[axis],
      dilation: dilation?.[axis] ?? 1,
      before: pad[2 * axis],
    };
  });
  const [planes, rows, columns] = [...Array.from({ length: 3 - own.length }, () => lone), ...own];
  return {
    batch: x.shape[0],
    channels: x.shape[x.shape.length - 1],
    filters: y.shape[y.shape.length - 1],
    groups,
    axes: [planes, rows, columns],
  };
}
