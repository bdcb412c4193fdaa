/** Matrices laid out as products read them. */
import { address, int, share } from './command';
import { COLUMNS, ROWS } from './tile';

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
    const from = address(command, 0) + <usize>matrix * (<usize>int(command, 8) << 2) + <usize>first * columnStep;
    const to = address(command, 1) + <usize>matrix * (<usize>int(command, 9) << 2) + <usize>panel * panelStep;
    const width = min(COLUMNS, columns - first);
    if (columnStep === 4 && i + 4 <= end && first + 4 * COLUMNS <= columns) {
      packFour(from, to, rows, rowStep, panelStep);
      i += 3;
      continue;
    }
    packPanel(from, to, rows, width, rowStep, columnStep);
  }
}

/** Four panels whose rows lie along memory together, so that each line of the caches is read once. */
function packFour(from: usize, to: usize, rows: i32, rowStep: usize, panelStep: usize): void {
  const to1 = to + panelStep;
  const to2 = to1 + panelStep;
  const to3 = to2 + panelStep;
  const end = <usize>rows << 5;
  for (let k: usize = 0; k < end; k += 32) {
    v128.store(to + k, v128.load(from));
    v128.store(to + k, v128.load(from, 16), 16);
    v128.store(to1 + k, v128.load(from, 32));
    v128.store(to1 + k, v128.load(from, 48), 16);
    v128.store(to2 + k, v128.load(from, 64));
    v128.store(to2 + k, v128.load(from, 80), 16);
    v128.store(to3 + k, v128.load(from, 96));
    v128.store(to3 + k, v128.load(from, 112), 16);
    from += rowStep;
  }
}

/** One panel, of `width` columns; steps in bytes. */
export function packPanel(from: usize, to: usize, rows: i32, width: i32, rowStep: usize, columnStep: usize): void {
  if (width === COLUMNS && rowStep === 4) {
    packTurned(from, to, rows, columnStep);
    return;
  }
  if (width === COLUMNS && columnStep === 4) {
    for (let k = 0; k < rows; k++) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      from += rowStep;
      to += 32;
    }
    return;
  }
  for (let k = 0; k < rows; k++) {
    for (let j = 0; j < COLUMNS; j++)
      store<f32>(to + (<usize>j << 2), j < width ? load<f32>(from + <usize>j * columnStep) : 0);
    from += rowStep;
    to += 32;
  }
}

/** Four numbers of four columns into four rows of a panel. */
@inline
function turnFour(from: usize, to: usize, columnStep: usize): void {
  const a = v128.load(from);
  const b = v128.load(from + columnStep);
  const c = v128.load(from + 2 * columnStep);
  const d = v128.load(from + 3 * columnStep);
  const ab0 = i8x16.shuffle(a, b, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
  const ab1 = i8x16.shuffle(a, b, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
  const cd0 = i8x16.shuffle(c, d, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
  const cd1 = i8x16.shuffle(c, d, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
  v128.store(to, i8x16.shuffle(ab0, cd0, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23));
  v128.store(to, i8x16.shuffle(ab0, cd0, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31), 32);
  v128.store(to, i8x16.shuffle(ab1, cd1, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23), 64);
  v128.store(to, i8x16.shuffle(ab1, cd1, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31), 96);
}

/**
 * Eight columns that lie along memory. A line of each is read to its end before the next: columns often lie so far apart
 * that all their lines fall on one set of the cache.
 */
function packTurned(from: usize, to: usize, rows: i32, columnStep: usize): void {
  let k = 0;
  for (; k + 16 <= rows; k += 16) {
    for (let part: usize = 0; part < 64; part += 16) turnFour(from + part, to + part * 8, columnStep);
    for (let part: usize = 0; part < 64; part += 16)
      turnFour(from + 4 * columnStep + part, to + part * 8 + 16, columnStep);
    from += 64;
    to += 512;
  }
  for (; k + 4 <= rows; k += 4) {
    turnFour(from, to, columnStep);
    turnFour(from + 4 * columnStep, to + 16, columnStep);
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
 * Rows of numbers into panels of 6 columns, as `pack` does with 8. Ints: source, target, rows, columns, numbers from a
 * row to the next, how many matrices, numbers from one to the next in the source and in the target.
 */
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
