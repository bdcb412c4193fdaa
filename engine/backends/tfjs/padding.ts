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

/** The elements `begin` up to `begin + shape` of x, with `value` where there are none. */
export function view(tf: Tf, x: TfTensor, begin: readonly number[], shape: readonly number[], value = 0): TfTensor {
  const from = begin.map((at) => Math.max(0, at));
  const until = begin.map((at, axis) => Math.min(x.shape[axis], at + shape[axis]));
  const inside = until.map((end, axis) => Math.max(0, end - from[axis]));
  if (inside.includes(0)) return tf.fill([...shape], value);
  const whole = inside.every((extent, axis) => extent === x.shape[axis]);
  const part = whole ? x : tf.slice(x, from, inside);
  const around = begin.map((at, axis): [number, number] => {
    const before = Math.max(0, -at);
    return [before, shape[axis] - before - inside[axis]];
  });
  return around.every(([before, after]) => before === 0 && after === 0) ? part : tf.pad(part, around, value);
}

/** Whether these sides are what TensorFlow's `same` comes to. */
export function isSame(shape: readonly number[], window: readonly number[], stride: readonly number[], sides: Sides) {
  return [0, 1].every((axis) => {
    const extent = shape[axis + 1];
    const total = Math.max(0, (Math.ceil(extent / stride[axis]) - 1) * stride[axis] + window[axis] - extent);
    return sides[2 * axis] === Math.floor(total / 2) && sides[2 * axis + 1] === Math.ceil(total / 2);
  });
}
