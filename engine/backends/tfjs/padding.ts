/** Explicit padding for kernels that know only `valid` and `same`. */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Sides } from '../../ops/ops.ts';
import type { Tf, TfTensor } from './tf.ts';

/** Padding of every axis of batch × height × width × channels, as `tf.pad` and `tf.conv2d` take it. */
export const explicit = ([top, bottom, left, right]: Sides): [
  [number, number],
  [number, number],
  [number, number],
  [number, number],
] => [
  [0, 0],
  [top, bottom],
  [left, right],
  [0, 0],
];

export const padded = (tf: Tf, x: TfTensor, sides: Sides, value = 0): Tensor4D =>
  sides.every((side) => side === 0) ? (x as Tensor4D) : tf.pad(x as Tensor4D, explicit(sides), value);

export function paddedShape(shape: readonly number[], [top, bottom, left, right]: Sides): number[] {
  const [batch, height, width, channels] = shape;
  return [batch, height + top + bottom, width + left + right, channels];
}

/** Cuts the padding off again. */
export function cut(tf: Tf, x: TfTensor, shape: readonly number[], [top, , left]: Sides): TfTensor {
  return x.shape.every((extent, i) => extent === shape[i]) ? x : tf.slice(x, [0, top, left, 0], [...shape]);
}

/** Whether these sides are what TensorFlow's `same` comes to. */
export function isSame(shape: readonly number[], window: readonly number[], stride: readonly number[], sides: Sides) {
  return [0, 1].every((axis) => {
    const extent = shape[axis + 1];
    const total = Math.max(0, (Math.ceil(extent / stride[axis]) - 1) * stride[axis] + window[axis] - extent);
    return sides[2 * axis] === Math.floor(total / 2) && sides[2 * axis + 1] === Math.ceil(total / 2);
  });
}
