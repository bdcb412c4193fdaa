/** Matrix products, in blocks that stay in the caches (Goto and van de Geijn, Anatomy of high-performance matrix multiplication, 2008). */
import { address, int, share, take } from './command';
import { outerTile } from './outer-tile';
import { scratch } from './scratch';
import { COLUMNS, ROWS, tile } from './tile';

/** Rows of B that are worked on at a time: its panel and the rows of A then lie in the first cache. */
const DEPTH: i32 = 384;

/** In scratch: where the one run of a tile begins, the addresses of its rows, a tile's 6 × 8 numbers. */
const RUN: usize = 0;
const ADDRESSES: usize = 64;
const SPARE: usize = 128;

/**
 * B into panels of 8 columns, the last filled up with zeros: panel p holds B[k][8p … 8p + 7] for every k. Ints: source,
 * target, rows, columns, numbers from a row to the next and from a column to the next, numbers from a panel to the
 * next, how many matrices, and the numbers from one to the next in the source and in the target.
 */
export function pack(command: usize, thread: i32, threads: i32): void {
  const rows = int(command, 2);
  const columns = int(command, 3);
  const rowStep = <usize>int(command, 4) << 2;
  const columnStep = <usize>int(command, 5) << 2;
  const panelStep = <usize>int(command, 6) << 2;
  const count = int(command, 7);
  const panels = (columns + COLUMNS - 1) / COLUMNS;
  const begin = share(panels * count, 1, thread, threads);
  const end = share(panels * count, 1, thread + 1, threads);
  for (let i = begin; i < end; i++) {
    const matrix = i / panels;
    const panel = i % panels;
    const first = panel * COLUMNS;
    let from = address(command, 0) + <usize>matrix * (<usize>int(command, 8) << 2) + <usize>first * columnStep;
    let to = address(command, 1) + <usize>matrix * (<usize>int(command, 9) << 2) + <usize>panel * panelStep;
    const width = min(COLUMNS, columns - first);
    if (width === COLUMNS && columnStep === 4) {
      for (let k = 0; k < rows; k++) {
        v128.store(to, v128.load(from));
        v128.store(to, v128.load(from, 16), 16);
        from += rowStep;
        to += 32;
      }
      continue;
    }
    if (width === COLUMNS && rowStep === 4) {
      packTurned(from, to, rows, columnStep);
      continue;
    }
    for (let k = 0; k < rows; k++) {
      for (let j = 0; j < COLUMNS; j++)
        store<f32>(to + (<usize>j << 2), j < width ? load<f32>(from + <usize>j * columnStep) : 0);
      from += rowStep;
      to += 32;
    }
  }
}

/** Eight columns that lie along memory, four rows at a time. */
function packTurned(from: usize, to: usize, rows: i32, columnStep: usize): void {
  let k = 0;
  for (; k + 4 <= rows; k += 4) {
    for (let half: usize = 0; half < 2; half++) {
      const p = from + half * 4 * columnStep;
      const a = v128.load(p);
      const b = v128.load(p + columnStep);
      const c = v128.load(p + 2 * columnStep);
      const d = v128.load(p + 3 * columnStep);
      const ab0 = i8x16.shuffle(a, b, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
      const ab1 = i8x16.shuffle(a, b, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
      const cd0 = i8x16.shuffle(c, d, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
      const cd1 = i8x16.shuffle(c, d, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
      const q = to + half * 16;
      v128.store(q, i8x16.shuffle(ab0, cd0, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23));
      v128.store(q, i8x16.shuffle(ab0, cd0, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31), 32);
      v128.store(q, i8x16.shuffle(ab1, cd1, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23), 64);
      v128.store(q, i8x16.shuffle(ab1, cd1, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31), 96);
    }
    from += 16;
    to += 128;
  }
  for (; k < rows; k++) {
    for (let j: usize = 0; j < 8; j++) store<f32>(to + (j << 2), load<f32>(from + j * columnStep));
    from += 4;
    to += 32;
  }
}


/**
 * C = A·B, plus C or a bias. Ints: A, packed B, C, bias or 0, rows, columns, depth, numbers from a row to the next in A
 * and in C, whether rectified, whether added to C, how many products, numbers from one to the next in A, B and C, rows
 * and columns of a block of work (multiples of 6 and 8).
 */
export function product(command: usize): void {
  const a = address(command, 0);
  const b = address(command, 1);
  const c = address(command, 2);
  const bias = address(command, 3);
  const m = int(command, 4);
  const n = int(command, 5);
  const depth = int(command, 6);
  const aStep = <usize>int(command, 7) << 2;
  const cStep = <usize>int(command, 8) << 2;
  const relu = int(command, 9) !== 0;
  const adds = int(command, 10) !== 0;
  const rowsOfBlock = int(command, 15);
  const columnsOfBlock = int(command, 16);
  const down = (m + rowsOfBlock - 1) / rowsOfBlock;
  const across = (n + columnsOfBlock - 1) / columnsOfBlock;
  const work = int(command, 11) * down * across;
  store<u32>(scratch + RUN, 0);
  for (let i = take(command); i < work; i = take(command)) {
    const matrix = <usize>(i / (down * across));
    const place = i % (down * across);
    const row = (place / across) * rowsOfBlock;
    const column = (place % across) * columnsOfBlock;
    const rowEnd = min(m, row + rowsOfBlock);
    const columnEnd = min(n, column + columnsOfBlock);
    const ownA = a + matrix * (<usize>int(command, 12) << 2);
    const ownB = b + matrix * (<usize>int(command, 13) << 2);
    const ownC = c + matrix * (<usize>int(command, 14) << 2);
    for (let k = 0; k < depth; k += DEPTH) {
      const length = min(DEPTH, depth - k);
      const last = k + length === depth;
      for (let j = column; j < columnEnd; j += COLUMNS) {
        const panel = ownB + (<usize>j * depth + <usize>(k * COLUMNS)) * 4;
        const ownBias = bias === 0 ? bias : bias + (<usize>j << 2);
        const width = min(COLUMNS, n - j);
        for (let r = row; r < rowEnd; r += ROWS) {
          const height = min(ROWS, rowEnd - r);
          for (let q = 0; q < ROWS; q++) {
            const at = scratch + ADDRESSES + (<usize>q << 2);
            const own = <usize>(r + min(q, height - 1));
            store<u32>(at, <u32>(ownA + own * aStep + (<usize>k << 2)));
            store<u32>(at, <u32>(ownC + own * cStep + (<usize>j << 2)), 24);
          }
          finish(1, length, panel, ownBias, adds || k > 0, relu && last, height, width);
        }
      }
    }
  }
}

/** Runs the tile whose addresses lie in scratch; what hangs over its matrix is computed aside. */
@inline
function finish(
  runs: i32,
  length: i32,
  panel: usize,
  bias: usize,
  adds: bool,
  relu: bool,
  height: i32,
  width: i32,
): void {
  const rows = scratch + ADDRESSES;
  if (height === ROWS && width === COLUMNS) {
    tile(rows, runs, length, scratch + RUN, panel, bias, adds, relu);
    return;
  }
  const spare = scratch + SPARE;
  const targets = scratch + SPARE + 192;
  const ownBias = scratch + SPARE + 256;
  for (let r: usize = 0; r < 6; r++) {
    const target = load<u32>(rows + (r << 2), 24);
    store<u32>(targets + (r << 2), target);
    store<u32>(rows + (r << 2), <u32>(spare + r * 32), 24);
    if (adds && <i32>r < height)
      for (let j: usize = 0; j < <usize>width; j++)
        store<f32>(spare + r * 32 + (j << 2), load<f32>(<usize>target + (j << 2)));
  }
  if (bias !== 0)
    for (let j: usize = 0; j < <usize>width; j++) store<f32>(ownBias + (j << 2), load<f32>(bias + (j << 2)));
  tile(rows, runs, length, scratch + RUN, panel, bias === 0 ? 0 : ownBias, adds, relu);
  for (let r: usize = 0; r < <usize>height; r++) {
    const target = <usize>load<u32>(targets + (r << 2));
    for (let j: usize = 0; j < <usize>width; j++)
      store<f32>(target + (j << 2), load<f32>(spare + r * 32 + (j << 2)));
  }
}

/** A, rows of numbers, into panels of 6 columns: see `pack`. Ints: source, target, rows, columns, numbers from a row to the next, how many matrices, numbers from one to the next in the source and in the target. */
export function packRows(command: usize, thread: i32, threads: i32): void {
  const rows = int(command, 2);
  const columns = int(command, 3);
  const rowStep = <usize>int(command, 4) << 2;
  const count = int(command, 5);
  const panels = (columns + ROWS - 1) / ROWS;
  const begin = share(panels * count, 1, thread, threads);
  const end = share(panels * count, 1, thread + 1, threads);
  for (let i = begin; i < end; i++) {
    const matrix = <usize>(i / panels);
    const panel = i % panels;
    let from = address(command, 0) + matrix * (<usize>int(command, 6) << 2) + <usize>panel * 24;
    let to = address(command, 1) + matrix * (<usize>int(command, 7) << 2) + <usize>panel * 24 * <usize>rows;
    const width = min(ROWS, columns - panel * ROWS);
    if (width === ROWS) {
      for (let k = 0; k < rows; k++) {
        store<v128>(to, v128.load(from));
        store<u64>(to, load<u64>(from, 16), 16);
        from += rowStep;
        to += 24;
      }
      continue;
    }
    for (let k = 0; k < rows; k++) {
      for (let j = 0; j < ROWS; j++) store<f32>(to + (<usize>j << 2), j < width ? load<f32>(from + (<usize>j << 2)) : 0);
      from += rowStep;
      to += 24;
    }
  }
}

/**
 * C = Aᵀ·B of matrices packed by `packRows` and `pack`. Ints: packed A, packed B, C, rows and columns of C, depth,
 * numbers from a row to the next in C, whether added to C, how many products, numbers from one to the next in A, B and
 * C, panels of A and of B in a block of work.
 */
export function productOfRows(command: usize): void {
  const m = int(command, 3);
  const n = int(command, 4);
  const depth = int(command, 5);
  const cStep = <usize>int(command, 6) << 2;
  const adds = int(command, 7) !== 0;
  const highest = int(command, 12);
  const widest = int(command, 13);
  const panelsDown = (m + ROWS - 1) / ROWS;
  const panelsAcross = (n + COLUMNS - 1) / COLUMNS;
  const down = (panelsDown + highest - 1) / highest;
  const across = (panelsAcross + widest - 1) / widest;
  const work = int(command, 8) * down * across;
  for (let i = take(command); i < work; i = take(command)) {
    const matrix = <usize>(i / (down * across));
    const place = i % (down * across);
    const ownA = address(command, 0) + matrix * (<usize>int(command, 9) << 2);
    const ownB = address(command, 1) + matrix * (<usize>int(command, 10) << 2);
    const ownC = address(command, 2) + matrix * (<usize>int(command, 11) << 2);
    const firstDown = (place / across) * highest;
    const firstAcross = (place % across) * widest;
    const endDown = min(panelsDown, firstDown + highest);
    const endAcross = min(panelsAcross, firstAcross + widest);
    for (let k = 0; k < depth; k += DEPTH) {
      const length = min(DEPTH, depth - k);
      for (let p = firstAcross; p < endAcross; p++) {
        const panelB = ownB + <usize>(p * depth + k) * 32;
        for (let q = firstDown; q < endDown; q++) {
          const panelA = ownA + <usize>(q * depth + k) * 24;
          const height = min(ROWS, m - q * ROWS);
          const width = min(COLUMNS, n - p * COLUMNS);
          const target = ownC + <usize>(q * ROWS) * cStep + <usize>p * 32;
          outerTile(panelA, 24, panelB, 1, 1, length, 0, 0, target, cStep, height, width, adds || k > 0);
        }
      }
    }
  }
}
