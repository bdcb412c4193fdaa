/** Pools along one axis are pools over an image of one column; along three, over planes and then over depth. */
import { sizeOf } from '../../../../model/shape.ts';
import type { Averaging, Pooling } from '../../../ops/ops.ts';
import type { Tf, TfTensor } from '../tf.ts';
import type { PlanePools } from './plane.ts';

/** batch × extent × beside × channels: an image whose columns are pooled one by one. */
type Lines = readonly [batch: number, extent: number, beside: number, channels: number];

/** The axes of a pool from `from` on, `count` of them. */
function axesOf<P extends Pooling>(pooling: P, from: number, count: number): P {
  const { window, stride, pad } = pooling;
  const cut = (values: readonly number[]) => values.slice(from, from + count);
  return { ...pooling, window: cut(window), stride: cut(stride), pad: pad.slice(2 * from, 2 * (from + count)) };
}

/** One axis as the rows of an image. */
const asRows = <P extends Pooling>(pooling: P): P => ({
  ...pooling,
  window: [pooling.window[0], 1],
  stride: [pooling.stride[0], 1],
  pad: [pooling.pad[0], pooling.pad[1], 0, 0],
});

export function poolsOfRank(tf: Tf, plane: PlanePools): (rank: number) => PlanePools {
  const as = (x: TfTensor, shape: readonly number[]) => tf.reshape(x, [...shape]);

  /** Pools axis 1, whatever lies between it and the channels. */
  const linesOf = (shape: readonly number[]): Lines => {
    const beside = sizeOf(shape.slice(2, -1));
    return [shape[0], shape[1], beside, shape[shape.length - 1]];
  };
  const lines: PlanePools = {
    max: (x, shape, pooling) => as(plane.max(as(x, linesOf(x.shape)), linesOf(shape), asRows(pooling)), shape),
    maxGradient: (x, y, dy, pooling) => {
      const [from, out] = [linesOf(x.shape), linesOf(y.shape)];
      return as(plane.maxGradient(as(x, from), as(y, out), as(dy, out), asRows(pooling)), x.shape);
    },
    average: (x, shape, pooling) => as(plane.average(as(x, linesOf(x.shape)), linesOf(shape), asRows(pooling)), shape),
    averageGradient: (dy, shape, pooling) =>
      as(plane.averageGradient(as(dy, linesOf(dy.shape)), linesOf(shape), asRows(pooling)), shape),
  };

  /** The shape after planes have been pooled, depth as it was; and batch and depth as one axis of images. */
  const between = (from: readonly number[], to: readonly number[]) => to.with(1, from[1]);
  const images = ([batch, depth, ...rest]: readonly number[]) => [batch * depth, ...rest];
  const planeOf = <P extends Pooling>(pooling: P): P => axesOf(pooling, 1, 2);
  const depthOf = <P extends Pooling>(pooling: P): P => axesOf(pooling, 0, 1);

  const maxPlanes = (x: TfTensor, middle: readonly number[], pooling: Pooling) =>
    as(plane.max(as(x, images(x.shape)), images(middle), planeOf(pooling)), middle);

  const volume: PlanePools = {
    max: (x, shape, pooling) => lines.max(maxPlanes(x, between(x.shape, shape), pooling), shape, depthOf(pooling)),
    maxGradient(x, y, dy, pooling) {
      const shape = between(x.shape, y.shape);
      const middle = maxPlanes(x, shape, pooling);
      const gradient = lines.maxGradient(middle, y, dy, depthOf(pooling));
      const flat = (tensor: TfTensor) => as(tensor, images(tensor.shape));
      return as(plane.maxGradient(flat(x), flat(middle), flat(gradient), planeOf(pooling)), x.shape);
    },
    average(x, shape, pooling: Averaging) {
      const middle = between(x.shape, shape);
      const planes = plane.average(as(x, images(x.shape)), images(middle), planeOf(pooling));
      return lines.average(as(planes, middle), shape, depthOf(pooling));
    },
    averageGradient(dy, shape, pooling: Averaging) {
      const middle = between(shape, dy.shape);
      const gradient = lines.averageGradient(dy, middle, depthOf(pooling));
      return as(plane.averageGradient(as(gradient, images(middle)), images(shape), planeOf(pooling)), shape);
    },
  };
  return (rank) => (rank === 1 ? lines : rank === 2 ? plane : volume);
}
