/** Maxima along one axis of elements told one by one: for windows that are not alike, or whose elements lie apart. */
import { sizeOf } from '../../../../model/shape.ts';
import type { Pooling, Taps } from '../../../ops/ops.ts';
import { giveAlong, takeAlong } from '../lines.ts';
import type { Tf, TfTensor } from '../tf.ts';

export interface AlongPools {
  max(x: TfTensor, shape: readonly number[], taps: Taps): TfTensor;
  maxGradient(x: TfTensor, y: TfTensor, dy: TfTensor, taps: Taps): TfTensor;
}

/** The taps of a pool along one of its axes; padding is left out. */
export function tapsOf({ window, stride, pad, dilation }: Pooling, axis: number, extent: number, out: number): Taps {
  const taps = Array.from({ length: out }, (_, i) =>
    Array.from(
      { length: window[axis] },
      (_, k) => i * stride[axis] + k * (dilation?.[axis] ?? 1) - pad[2 * axis],
    ).filter((element) => element >= 0 && element < extent),
  );
  return { axis: axis + 1, taps };
}

/** One element for each output, the same number in each window; −1 where a window has no such. */
const columnsOf = (taps: Taps['taps']) =>
  Array.from({ length: Math.max(...taps.map(({ length }) => length)) }, (_, k) =>
    taps.map((elements) => elements[k] ?? -1),
  );

export function alongPools(tf: Tf): AlongPools {
  const lined = (x: TfTensor, shape: readonly number[], axis: number) => {
    return tf.reshape(x, [sizeOf(shape.slice(0, axis)), shape[axis], sizeOf(shape.slice(axis + 1))]);
  };

  /** A window with fewer elements sees its first again. */
  const seen = (x: TfTensor, column: readonly number[], taps: Taps['taps']) =>
    takeAlong(
      tf,
      x,
      column.map((element, i) => (element < 0 ? taps[i][0] : element)),
      1,
    );

  return {
    max(x, shape, { axis, taps }) {
      const input = lined(x, x.shape, axis);
      const views = columnsOf(taps).map((column) => seen(input, column, taps));
      return tf.reshape(
        views.reduce((a, b) => tf.maximum(a, b)),
        [...shape],
      );
    },
    maxGradient(x, y, dy, { axis, taps }) {
      const [input, output] = [lined(x, x.shape, axis), lined(y, y.shape, axis)];
      // What is left to be given away: the first element that holds the maximum takes it all.
      let left: TfTensor = lined(dy, y.shape, axis);
      const parts = columnsOf(taps).map((column) => {
        const won = tf.cast(tf.equal(seen(input, column, taps), output), 'float32');
        const given = tf.mul(left, won);
        left = tf.sub(left, given);
        return giveAlong(tf, given, column, 1, x.shape[axis]);
      });
      return tf.reshape(tf.addN(parts), [...x.shape]);
    },
  };
}
