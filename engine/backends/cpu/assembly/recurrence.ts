/**
 * A recurrence walked over its steps within one command: at each the rows of the step before times the weights of the
 * state, then what a kind of recurrence makes of the sums. A thread has the same units at every step, all blocks of them
 * (the gates), so that it finishes its units by itself; threads meet once between steps. Ints: packed weights; packed
 * constants or 0; samples, steps, units; whether from the last step to the first; the rows before the first step, or 0;
 * where the rows of a step lie that the next one reads, of two steps in turn, and the numbers from a row to the next;
 * from `OWN` on those of the kind.
 */
import { address, int, share } from './command';
import { meet } from './meet';
import { scratch } from './scratch';
import { COLUMNS, DESCRIPTION, ROWS, tile, tileOfFour, wide, wideTile, wideTileOfFour } from './tile';

export const OWN: i32 = 9;

/** In scratch: an offset for tiles, their descriptions, and what they compute. */
const OFFSET: usize = 0;
const DESCRIPTIONS: usize = 64;
const SUMS: usize = 4096;

/** Rows that are worked on at a time, bytes of their sums, and numbers of a row that stay in the first cache with a panel. */
const MOST_ROWS: i32 = 96;
const MOST_SUMS: i32 = 65536;
const DEPTH: i32 = 512;

/** Panels whose units a thread has: two at a time are a cache line. */
const PANELS: i32 = 2;

/**
 * Walks over the steps of a kind F, a class with methods `blocks` and `rowBlocks`, how many blocks of sums a unit has and
 * from how many blocks of rows; `goesOn`, whether something is made of the sums behind the last step; and `apply`, given the
 * sample, the time, the number of the step as they are taken, the first unit and how many, where their sums lie, the bytes
 * from the sums of a block to those of the next, and the row that the next step reads.
 */
export function overSteps<F>(command: usize, thread: i32, threads: i32): void {
  const kind = changetype<F>(0);
  const samples = int(command, 2);
  const steps = int(command, 3);
  const units = int(command, 4);
  const backwards = int(command, 5) !== 0;
  const rowStep = <usize>int(command, 8) << 2;
  const half = <usize>samples * rowStep;
  const blocks = kind.blocks();
  const panels = (units + COLUMNS - 1) / COLUMNS;
  const begin = share(panels, PANELS, thread, threads);
  const end = share(panels, PANELS, thread + 1, threads);
  const last = kind.goesOn(command) ? steps + 1 : steps;
  for (let k = 0; k < last; k++) {
    if (k > 0 && !meet(threads)) return;
    const time = backwards ? steps - 1 - k : k;
    const source = k === 0 ? address(command, 6) : address(command, 7) + <usize>((k - 1) & 1) * half;
    const sourceStep = k === 0 ? <usize>units << 2 : rowStep;
    const depth = source === 0 ? 0 : kind.rowBlocks() * units;
    const target = address(command, 7) + <usize>(k & 1) * half;
    for (let first = 0; first < samples; first += MOST_ROWS) {
      const rows = min(MOST_ROWS, samples - first);
      const atATime = max(1, MOST_SUMS / (rows * blocks * 32));
      for (let p = begin; p < end; p += atATime) {
        const across = min(atATime, end - p);
        const sumStep = <usize>(blocks * across) << 5;
        describe(source + <usize>first * sourceStep, sourceStep, sumStep, rows);
        for (let block = 0; block < blocks; block++) {
          let i = 0;
          while (i < across) {
            const two = wide && i + 1 < across;
            const panel = <usize>(block * panels + p + i);
            const panelStep = <usize>(kind.rowBlocks() * units) * 32;
            const b = address(command, 0) + panel * panelStep;
            const bias: usize = int(command, 1) === 0 ? 0 : address(command, 1) + panel * 32;
            tiles(rows, depth, b, two ? b + panelStep : 0, <usize>(block * across + i) << 5, bias);
            i += two ? 2 : 1;
          }
        }
        const unit = p * COLUMNS;
        const count = min(units - unit, across * COLUMNS);
        for (let r = 0; r < rows; r++) {
          const sums = scratch + SUMS + <usize>r * sumStep;
          const row = target + <usize>(first + r) * rowStep;
          kind.apply(command, first + r, time, k, unit, count, sums, <usize>across << 5, row);
        }
      }
    }
  }
}

const FOUR: i32 = 4;

/** How many of the last tiles have four rows: as many as leave the fewest rows over. */
@inline
function foursOf(rows: i32): i32 {
  const left = rows % ROWS;
  return left === 0 || left === 5 ? 0 : left > 2 || rows < ROWS ? 1 : 2;
}

/** Describes tiles from rows at `a` to rows of sums. */
function describe(a: usize, aStep: usize, sumStep: usize, rows: i32): void {
  let to = scratch + DESCRIPTIONS;
  const sixes = rows - foursOf(rows) * FOUR;
  for (let r = 0; r < rows; r += r < sixes ? ROWS : FOUR) {
    for (let i = 0; i < ROWS; i++) {
      const row = <usize>min(r + i, rows - 1);
      store<u32>(to + (<usize>i << 2), <u32>(a + row * aStep));
      store<u32>(to + (<usize>i << 2), <u32>(scratch + SUMS + row * sumStep), 24);
    }
    to += DESCRIPTION;
  }
}

/** The sums of one panel, or of two where `next` is one, for all tiles; of no depth they are the constants. */
function tiles(rows: i32, depth: i32, b: usize, next: usize, column: usize, bias: usize): void {
  const offset = scratch + OFFSET;
  const sixes = rows - foursOf(rows) * FOUR;
  const runs = depth === 0 ? 0 : 1;
  let first = 0;
  do {
    const length = min(DEPTH, depth - first);
    const behind = <usize>first << 2;
    store<u32>(offset, <u32>behind);
    const panel = b + (<usize>first << 5);
    const second = next + (<usize>first << 5);
    const ownBias = first === 0 ? bias : 0;
    let description = scratch + DESCRIPTIONS;
    let r = 0;
    for (; r < sixes; r += ROWS) {
      if (next === 0) tile(description, runs, length, length, offset, panel, column, ownBias, first > 0, 0);
      else wideTile(description, runs, length, length, offset, panel, second, column, ownBias, first > 0, 0);
      description += DESCRIPTION;
    }
    for (; r < rows; r += FOUR) {
      if (next === 0) tileOfFour(description, length, behind, panel, column, ownBias, first > 0);
      else wideTileOfFour(description, length, behind, panel, second, column, ownBias, first > 0);
      description += DESCRIPTION;
    }
    first += DEPTH;
  } while (first < depth);
}
