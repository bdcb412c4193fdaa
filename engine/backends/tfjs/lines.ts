/** Elements of one axis taken and given back by number, whole rows of memory at a time. */
import { extentsOf, type Tf, type TfTensor } from './tf.ts';

const gather = (tf: Tf, x: TfTensor, elements: readonly number[], axis: number) =>
  tf.gather(x, tf.tensor1d(Int32Array.from(elements), 'int32'), axis);

const withZero = (tf: Tf, x: TfTensor, axis: number) =>
  tf.concat([x, tf.zeros(extentsOf(x).with(axis, 1) as never)], axis);

/** Parts of a list of numbers in which none is there twice; the others of each part are −1. */
function injective(elements: readonly number[]): number[][] {
  const rounds: { readonly taken: Set<number>; readonly list: number[] }[] = [];
  elements.forEach((element, i) => {
    if (element < 0) return;
    let round = rounds.find(({ taken }) => !taken.has(element));
    if (round === undefined) {
      round = { taken: new Set(), list: elements.map(() => -1) };
      rounds.push(round);
    }
    round.taken.add(element);
    round.list[i] = element;
  });
  return rounds.map(({ list }) => list);
}

/** out[i] = x[elements[i]] along `axis`; −1 is zero. */
export function takeAlong(tf: Tf, x: TfTensor, elements: readonly number[], axis: number): TfTensor {
  if (!elements.some((element) => element < 0)) return gather(tf, x, elements, axis);
  const nothing = extentsOf(x)[axis];
  return gather(
    tf,
    withZero(tf, x, axis),
    elements.map((element) => (element < 0 ? nothing : element)),
    axis,
  );
}

/** What has been taken goes back: out[elements[i]] += y[i] along `axis`, of `extent` elements. */
export function giveAlong(tf: Tf, y: TfTensor, elements: readonly number[], axis: number, extent: number): TfTensor {
  const parts = injective(elements).map((list) => {
    const from = new Array<number>(extent).fill(-1);
    list.forEach((element, i) => {
      if (element >= 0) from[element] = i;
    });
    return takeAlong(tf, y, from, axis);
  });
  if (parts.length === 0) return tf.zeros(extentsOf(y).with(axis, extent) as never);
  return parts.length === 1 ? parts[0] : tf.addN(parts);
}
