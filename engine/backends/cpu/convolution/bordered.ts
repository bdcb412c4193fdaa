/** Images with as many zeros around them as windows reach beyond them. */
import type { Three } from '../../../../model/workspace/geometry.ts';
import * as kernel from '../kernel-ids.ts';
import type { Machine } from '../machine.ts';

/** Images as they lie, or a copy with zeros around each. */
export interface Bordered {
  readonly place: number;
  /** Planes, rows and columns of each. */
  readonly extents: Three;
  /** Lets a copy go. */
  done(): void;
}

/** `before` is added in front along each axis; no axis comes to be shorter than it is. */
export function bordered(
  machine: Machine,
  source: { readonly place: number; readonly images: number; readonly extents: Three; readonly channels: number },
  before: Three,
  extents: Three,
): Bordered {
  const { place, images, channels } = source;
  if (extents.every((extent, axis) => extent === source.extents[axis])) return { place, extents, done() {} };
  const [planes, rows, columns] = source.extents;
  const [allPlanes, allRows, allColumns] = extents;
  const copy = machine.take(images * allPlanes * allRows * allColumns * channels);
  machine.command(kernel.BORDER, [
    ...[place, copy, images, planes, rows, columns * channels],
    ...[allPlanes, allRows, allColumns * channels, before[0], before[1], before[2] * channels],
  ]);
  return { place: copy, extents, done: () => machine.give(copy) };
}
