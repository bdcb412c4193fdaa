/** Padding worked out for the extents at hand. */
import { type Sides as AskedSides, slideAll } from '../../model/layers/window/arithmetic.ts';
import type { Sides } from '../ops/ops.ts';

/** What is padded before and after each axis of a window that slides over batch × extents × channels. */
export function sidesOf(
  shape: readonly number[],
  kernel: readonly number[],
  stride: readonly number[],
  pad: AskedSides,
  dilation: readonly number[] = kernel.map(() => 1),
): Sides {
  const axes = slideAll(shape.slice(1, 1 + kernel.length), { kernel, stride, pad, dilation });
  return axes.flatMap(({ before, after }) => [before, after]);
}
