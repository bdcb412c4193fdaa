/**
 * The order of PyTorch: channels stand before depth, height and width, behind steps and items. Reading a tensor as another
 * shape goes by that order, so that weights behind it can be exchanged.
 */
import { type Axis, isLeading } from '../../../model/shape.ts';
import type { Tape, Var } from '../../tape/tape.ts';

/** Of the axes of a tensor, batch first, their order with channels first; `null` where there are no channels at the end. */
function channelsFirst(axes: readonly Axis[]): number[] | null {
  if (axes.at(-1) !== 'channels') return null;
  const at = 1 + axes.findIndex((axis) => !isLeading(axis));
  const others = Array.from({ length: axes.length }, (_, i) => i);
  return others.toSpliced(at, 0, axes.length);
}

/** The numbers of x, whose axes are `from`, in PyTorch's order as a tensor of `shape`, whose axes are `to`. */
export function reread<T>(
  t: Tape<T>,
  x: Var<T>,
  from: readonly Axis[],
  to: readonly Axis[],
  shape: readonly number[],
): Var<T> {
  const reading = channelsFirst(from);
  const laid = reading === null ? x : t.permute(x, reading);
  const writing = channelsFirst(to);
  if (writing === null) return t.reshape(laid, shape);
  const filled = t.reshape(
    laid,
    writing.map((axis) => shape[axis]),
  );
  return t.permute(filled, inverse(writing));
}

/** The order that undoes another. */
export const inverse = (order: readonly number[]): number[] => order.map((_, axis) => order.indexOf(axis));
