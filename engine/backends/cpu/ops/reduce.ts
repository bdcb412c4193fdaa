import type { PrimitiveOps } from '../../../ops/primitives.ts';
import * as kernel from '../kernel-ids.ts';
import type { Machine } from '../machine.ts';
import type { CpuTensor } from '../tensor.ts';

interface Run {
  readonly extent: number;
  readonly reduced: boolean;
}

/** Numbers that a row should have at least, and rows that one part of the work should have. */
const WIDE = 32;
const ROWS = 64;
/** Numbers of a row that the kernel takes at once. */
const STRIP = 1024;

const sizeOf = (runs: readonly Run[]) => runs.reduce((size, { extent }) => size * extent, 1);

/** Neighbouring axes of one kind as one; axes of one element as none. */
function runsOf(shape: readonly number[], axes: readonly number[]): Run[] {
  const runs: Run[] = [];
  shape.forEach((extent, axis) => {
    if (extent === 1) return;
    const reduced = axes.includes(axis);
    const last = runs.at(-1);
    if (last?.reduced === reduced) runs[runs.length - 1] = { extent: last.extent * extent, reduced };
    else runs.push({ extent, reduced });
  });
  return runs;
}

export function reduceOps(machine: Machine): Pick<PrimitiveOps<CpuTensor>, 'reduce'> {
  /** One axis of three: over the rows of each of `outer` matrices. */
  function reduceRows(x: number, out: number, outer: number, rows: number, inner: number, sum: boolean): void {
    const join = joined(rows, inner);
    if (join > 1) {
      const wide = machine.take(outer * join * inner);
      reduceRows(x, wide, outer, rows / join, join * inner, sum);
      reduceRows(wide, out, outer, join, inner, sum);
      machine.give(wide);
      return;
    }
    const work = outer * Math.ceil(inner / STRIP);
    const parts = Math.max(1, Math.min(Math.ceil((2 * machine.threads) / work), Math.floor(rows / ROWS)));
    if (parts === 1) {
      machine.command(kernel.REDUCE, [x, out, outer, rows, inner, 1, Number(sum)]);
      return;
    }
    const found = machine.take(parts * outer * inner);
    machine.command(kernel.REDUCE, [x, found, outer, rows, inner, parts, Number(sum)]);
    machine.command(kernel.REDUCE, [found, out, 1, parts, outer * inner, 1, Number(sum)]);
    machine.give(found);
  }

  return {
    reduce({ x }, out, { fn, axes }) {
      const runs = runsOf(x.shape, axes);
      if (!runs.some(({ reduced }) => reduced)) {
        machine.command(kernel.COPY, [x.place, out.place, x.count]);
        return;
      }
      let from = x.place;
      while (runs.some(({ reduced }) => reduced)) {
        // The longest first: what is left for the others is least.
        const most = Math.max(...runs.map(({ extent, reduced }) => (reduced ? extent : 0)));
        const at = runs.findIndex(({ extent, reduced }) => reduced && extent === most);
        const [before, after] = [sizeOf(runs.slice(0, at)), sizeOf(runs.slice(at + 1))];
        runs.splice(at, 1);
        const last = !runs.some(({ reduced }) => reduced);
        const to = last ? out.place : machine.take(before * after);
        reduceRows(from, to, before, most, after, fn === 'sum');
        if (from !== x.place) machine.give(from);
        from = to;
      }
    },
  };
}

/** How many short rows are seen as one. */
function joined(rows: number, inner: number): number {
  if (inner === 1) return 1;
  let join = 1;
  while (join * inner < WIDE && rows % (2 * join) === 0 && rows / (2 * join) >= 8) join *= 2;
  return join;
}
