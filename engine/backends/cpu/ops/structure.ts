/** The same numbers at other places. */
import type { PrimitiveOps } from '../../../ops/primitives.ts';
import * as kernel from '../kernel-ids.ts';
import type { Machine } from '../machine.ts';
import type { CpuTensor } from '../tensor.ts';
import { broadcastStrides, joined, stridesOf, type WalkedAxis, walkOf } from '../walk.ts';

/** Numbers from the start of a tensor to an index. */
const offsetOf = (index: readonly number[], strides: readonly number[]) =>
  index.reduce((sum, at, axis) => sum + at * strides[axis], 0);

const sizeOf = (axes: readonly WalkedAxis[]) => axes.reduce((product, { extent }) => product * extent, 1);

/** Copies what `axes` walk over from the first place to the second. */
function copyWalked(machine: Machine, from: number, to: number, axes: readonly WalkedAxis[]): void {
  const inner = axes[axes.length - 1];
  const outer = axes.slice(0, -1);
  const across = outer.find(({ first }) => first === 1);
  const places = [from, to, sizeOf(axes)];
  if (inner.first > 1 && inner.second === 1 && across !== undefined) {
    const others = outer.filter((axis) => axis !== across);
    machine.command(kernel.TRANSPOSE, [
      ...places,
      across.extent,
      across.second,
      inner.first,
      ...walkOf(inner.extent, others),
    ]);
  } else machine.command(kernel.COPY_ROWS, [...places, inner.first, inner.second, ...walkOf(inner.extent, outer)]);
}

/** What lies around a box that begins at `begin` in a field of `shape`: boxes that do not overlap. */
function around(
  shape: readonly number[],
  begin: readonly number[],
  box: readonly number[],
): { readonly begin: readonly number[]; readonly shape: readonly number[] }[] {
  return shape.flatMap((extent, axis) => {
    const beginAt = (at: number) => shape.map((_, i) => (i < axis ? begin[i] : i === axis ? at : 0));
    const shapeOf = (length: number) => shape.map((whole, i) => (i < axis ? box[i] : i === axis ? length : whole));
    const end = begin[axis] + box[axis];
    return [
      { begin: beginAt(0), shape: shapeOf(begin[axis]) },
      { begin: beginAt(end), shape: shapeOf(extent - end) },
    ].filter((side) => side.shape.every((length) => length > 0));
  });
}

export function structureOps(
  machine: Machine,
): Pick<PrimitiveOps<CpuTensor>, 'reshape' | 'repeat' | 'permute' | 'slice' | 'embedIn' | 'concat'> {
  /** A box of one tensor to another, each with its own strides. */
  const copyBox = (
    shape: readonly number[],
    from: number,
    first: readonly number[],
    to: number,
    second: readonly number[],
  ) => copyWalked(machine, from, to, joined(shape, first, second));
  return {
    reshape({ x }, out) {
      if (x.place !== out.place) machine.command(kernel.COPY, [x.place, out.place, out.count]);
    },
    repeat({ x }, out) {
      copyBox(out.shape, x.place, broadcastStrides(x.shape, out.shape), out.place, stridesOf(out.shape));
    },
    permute({ x }, out, { axes }) {
      const strides = stridesOf(x.shape);
      const turned = axes.map((axis) => strides[axis]);
      copyBox(out.shape, x.place, turned, out.place, stridesOf(out.shape));
    },
    slice({ x }, out, { begin }) {
      const strides = stridesOf(x.shape);
      copyBox(out.shape, x.place + 4 * offsetOf(begin, strides), strides, out.place, stridesOf(out.shape));
    },
    embedIn({ x }, out, { begin, value }) {
      const strides = stridesOf(out.shape);
      copyBox(x.shape, x.place, stridesOf(x.shape), out.place + 4 * offsetOf(begin, strides), strides);
      const still = strides.map(() => 0);
      const filler = machine.stage([value]);
      for (const side of around(out.shape, begin, x.shape))
        copyBox(side.shape, filler, still, out.place + 4 * offsetOf(side.begin, strides), strides);
    },
    concat({ parts }, out, { axis }) {
      const strides = stridesOf(out.shape);
      let at = out.place;
      for (const part of parts) {
        copyBox(part.shape, part.place, stridesOf(part.shape), at, strides);
        at += 4 * part.shape[axis] * strides[axis];
      }
    },
  };
}
