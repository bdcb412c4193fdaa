import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { fillUniform, type Place } from '../../random/philox.ts';
import { regionMax, span } from './regions.ts';

/** Ones and twos in random order, as many twos as it takes to cover `rest` more than `count`; keys are random. */
function steps(count: number, rest: number, keys: readonly number[]): number[] {
  const twos = Math.max(0, Math.min(count, rest));
  const order = span(0, count).sort((a, b) => keys[a] - keys[b] || a - b);
  const found = new Array<number>(count).fill(1);
  for (const at of order.slice(0, twos)) found[at] = 2;
  return found;
}

/**
 * Where windows begin along one axis, in random order (Graham, 2014, section 2): overlapping ones are 2 wide and the
 * last ends at the end, disjoint ones are as wide as the next is apart. An odd row that is too much for steps of 2 is
 * left out at one of the ends.
 */
export function fractionalTaps(extent: number, out: number, overlap: boolean, keys: readonly number[]): number[][] {
  const count = overlap ? out - 1 : out;
  const covered = overlap ? extent - 2 : extent;
  const widths = steps(count, covered - count, keys);
  const left = Math.max(0, covered - widths.reduce((a, b) => a + b, 0));
  let start = Math.floor((keys.at(-1) ?? 0) * (left + 1));
  return span(0, out).map((i) => {
    const from = start;
    start += widths[i] ?? 0;
    return span(from, Math.min(extent, overlap ? from + 2 : start));
  });
}

function keysOf(place: Place, counts: readonly [number, number]): [number[], number[]] {
  const [rows, columns] = counts.map((count) => count + 1);
  const all = [...fillUniform(new Float64Array(rows + columns), place)];
  return [all.slice(0, rows), all.slice(rows)];
}

/** The regions are the same for all samples and channels of a step, and drawn anew at the next; an evaluation has always the same. */
export const fractional_maxpool = regionMax<ArgsOf<typeof layers.fractional_maxpool>>(
  ({ overlap }, from, to, place) => {
    const [rows, columns] = keysOf(place, to);
    return {
      rows: fractionalTaps(from[0], to[0], overlap, rows),
      columns: fractionalTaps(from[1], to[1], overlap, columns),
    };
  },
);
