/** Maxima along one axis of elements told one by one: for windows that are not alike, or whose elements lie apart. */
import type { Pooling, Taps } from '../../../ops/ops.ts';
import { extentsOf, type Tf, type TfTensor } from '../tf.ts';

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

/** One element for each output, the same number in the window: `null` where the window has no such. */
const columnsOf = (taps: Taps['taps']) =>
  Array.from({ length: Math.max(...taps.map(({ length }) => length)) }, (_, k) =>
    taps.map((elements) => elements[k] ?? null),
  );

/** Parts of a column in which no input element is seen twice. */
function injective(column: readonly (number | null)[]): (readonly (number | null)[])[] {
  const rounds: (number | null)[][] = [];
  column.forEach((element, i) => {
    if (element === null) return;
    let round = rounds.find((taken) => !taken.includes(element));
    if (round === undefined) {
      round = column.map(() => null);
      rounds.push(round);
    }
    round[i] = element;
  });
  return rounds;
}

export function alongPools(tf: Tf): AlongPools {
  const lined = (x: TfTensor, shape: readonly number[], axis: number) => {
    const size = (extents: readonly number[]) => extents.reduce((a, b) => a * b, 1);
    return tf.reshape(x, [size(shape.slice(0, axis)), shape[axis], size(shape.slice(axis + 1))]);
  };
  const gather = (x: TfTensor, elements: readonly number[]) =>
    tf.gather(x, tf.tensor1d(Int32Array.from(elements), 'int32'), 1);

  /** A window with fewer elements sees its first again. */
  const seen = (x: TfTensor, column: readonly (number | null)[], taps: Taps['taps']) =>
    gather(
      x,
      column.map((element, i) => element ?? taps[i][0]),
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
      const [input, output, gradient] = [lined(x, x.shape, axis), lined(y, y.shape, axis), lined(dy, y.shape, axis)];
      const extent = x.shape[axis];
      const nothing = tf.zeros(extentsOf(output).with(1, 1));
      // What is left to be given away: the first element that holds the maximum takes it all.
      let left = gradient;
      const parts: TfTensor[] = [];
      for (const column of columnsOf(taps)) {
        const won = tf.cast(tf.equal(seen(input, column, taps), output), 'float32');
        const given = tf.mul(left, won);
        left = tf.sub(left, given);
        const padded = tf.concat([given, nothing], 1);
        for (const round of injective(column)) {
          const from = Array.from({ length: extent }, (_, element) => {
            const at = round.indexOf(element);
            return at < 0 ? round.length : at;
          });
          parts.push(gather(padded, from));
        }
      }
      return tf.reshape(tf.addN(parts), [...x.shape]);
    },
  };
}
