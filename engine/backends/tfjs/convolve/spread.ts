import { sizeOf } from '../../../../model/shape.ts';
import type { Tf, TfTensor } from '../tf.ts';

/** Puts zeros between the elements along some axes, so that they lie `apart`. */
export function spread(tf: Tf, x: TfTensor, axes: readonly number[], apart: readonly number[]): TfTensor {
  let result = x;
  axes.forEach((axis, i) => {
    const step = apart[i];
    if (step === 1) return;
    const { shape } = result;
    const outer = sizeOf(shape.slice(0, axis));
    const inner = sizeOf(shape.slice(axis + 1));
    const wide = tf.pad(tf.reshape(result, [outer, shape[axis], inner]), [
      [0, 0],
      [0, 0],
      [0, (step - 1) * inner],
    ]);
    const extents = [...shape];
    extents[axis] = shape[axis] * step;
    const begin = shape.map(() => 0);
    const size = [...extents];
    size[axis] = (shape[axis] - 1) * step + 1;
    result = tf.slice(tf.reshape(wide, extents), begin, size);
  });
  return result;
}

/** Every `apart`-th element along some axes, from `begin` on, as many as `count` says. */
export function thin(
  tf: Tf,
  x: TfTensor,
  axes: readonly number[],
  begin: readonly number[],
  apart: readonly number[],
  count: readonly number[],
): TfTensor {
  let result = x;
  // One axis after the other, with what is before and behind it taken together: WGSL cannot index more than four.
  axes.forEach((axis, i) => {
    const { shape } = result;
    if (count[i] === shape[axis]) return;
    const outer = sizeOf(shape.slice(0, axis));
    const inner = sizeOf(shape.slice(axis + 1));
    const flat = tf.reshape(result, [outer, shape[axis], inner]);
    const until = begin[i] + (count[i] - 1) * apart[i] + 1;
    const taken =
      apart[i] === 1
        ? tf.slice(flat, [0, begin[i], 0], [outer, count[i], inner])
        : tf.stridedSlice(flat, [0, begin[i], 0], [outer, until, inner], [1, apart[i], 1]);
    result = tf.reshape(taken, [...shape.slice(0, axis), count[i], ...shape.slice(axis + 1)]);
  });
  return result;
}
