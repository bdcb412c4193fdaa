import type { Tf, TfTensor } from '../tf.ts';

/** Puts zeros between the elements along some axes, so that they lie `apart`. */
export function spread(tf: Tf, x: TfTensor, axes: readonly number[], apart: readonly number[]): TfTensor {
  let result = x;
  axes.forEach((axis, i) => {
    const step = apart[i];
    if (step === 1) return;
    const { shape } = result;
    const outer = shape.slice(0, axis).reduce((a, b) => a * b, 1);
    const inner = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
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
  const from = x.shape.map(() => 0);
  const until = [...x.shape];
  const steps = x.shape.map(() => 1);
  axes.forEach((axis, i) => {
    from[axis] = begin[i];
    until[axis] = begin[i] + (count[i] - 1) * apart[i] + 1;
    steps[axis] = apart[i];
  });
  return steps.every((step) => step === 1)
    ? tf.slice(
        x,
        from,
        until.map((end, axis) => end - from[axis]),
      )
    : tf.stridedSlice(x, from, until, steps);
}
