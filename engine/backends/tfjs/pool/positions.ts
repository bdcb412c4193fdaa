/** Where a pool took its maxima, and values laid back there. */
import { sizeOf } from '../../../../model/shape.ts';
import type { Pooling } from '../../../ops/ops.ts';
import { thin } from '../convolve/spread.ts';
import { view } from '../padding.ts';
import type { Tf, TfTensor } from '../tf.ts';
import { LOWEST } from './plane.ts';

/** All indices of a field, row by row. */
function indices(extents: readonly number[]): number[][] {
  return extents.reduce<number[][]>(
    (found, extent) => found.flatMap((index) => Array.from({ length: extent }, (_, i) => [...index, i])),
    [[]],
  );
}

export function maxPositions(tf: Tf, x: TfTensor, y: TfTensor, pooling: Pooling): TfTensor {
  const { window, stride, pad } = pooling;
  const dilation = pooling.dilation ?? window.map(() => 1);
  const [space, out] = [x.shape.slice(1, -1), y.shape.slice(1, -1)];
  const reached = out.map((extent, axis) => (extent - 1) * stride[axis] + dilation[axis] * (window[axis] - 1) + 1);
  const begin = [0, ...out.map((_, axis) => -pad[2 * axis]), 0];
  const field = view(tf, x, begin, [x.shape[0], ...reached, x.shape[x.rank - 1]], LOWEST);
  const axes = out.map((_, axis) => axis + 1);
  const places = indices(out);
  let left: TfTensor = tf.onesLike(y);
  let positions: TfTensor = tf.zerosLike(y);
  for (const element of indices(window)) {
    const offset = element.map((k, axis) => k * dilation[axis]);
    const won = tf.mul(left, tf.cast(tf.equal(thin(tf, field, axes, offset, stride, out), y), 'float32'));
    left = tf.sub(left, won);
    const numbers = places.map((place) =>
      place.reduce((at, i, axis) => at * space[axis] + i * stride[axis] + offset[axis] - pad[2 * axis], 0),
    );
    positions = tf.add(positions, tf.mul(won, tf.tensor(Float32Array.from(numbers), [1, ...out, 1])));
  }
  return positions;
}

/** Flat indices into a tensor of `shape`, in int32: float32 would round them. */
function flatIndices(tf: Tf, positions: TfTensor, shape: readonly number[]): TfTensor {
  const channels = shape[shape.length - 1];
  const [batch, perChannel] = [positions.shape[0], sizeOf(positions.shape.slice(1, -1))];
  const at = tf.mul(
    tf.cast(tf.reshape(positions, [batch, perChannel, channels]), 'int32'),
    tf.scalar(channels, 'int32'),
  );
  const samples = tf.mul(tf.range(0, batch, 1, 'int32'), tf.scalar(sizeOf(shape.slice(1)), 'int32'));
  const offsets = tf.add(tf.reshape(samples, [batch, 1, 1]), tf.range(0, channels, 1, 'int32'));
  return tf.reshape(tf.add(at, offsets), [-1]);
}

export function unpool(tf: Tf, x: TfTensor, positions: TfTensor, shape: readonly number[]): TfTensor {
  const at = tf.reshape(flatIndices(tf, positions, shape), [-1, 1]);
  return tf.reshape(tf.scatterND(at as never, tf.reshape(x, [-1]), [sizeOf(shape)]), [...shape]);
}

export function unpoolGradient(tf: Tf, dy: TfTensor, positions: TfTensor): TfTensor {
  const at = flatIndices(tf, positions, dy.shape) as never;
  return tf.reshape(tf.gather(tf.reshape(dy, [-1]), at), positions.shape);
}
