/** Transposition in blocks that stay in the first cache. */
import { address, int, share } from './command';
import { scratch } from './scratch';
import { first, pass, second, seek } from './walk';

/** Rows of the source and of the target in a block. */
const BLOCK: i32 = 64;
/** In scratch: a block, turned; its rows do not lie a power of two apart, or the cache would hold few of them. */
const TURNED: usize = 64;
const TURNED_STEP: usize = 272;

/** Four by four numbers; `fromStep` and `toStep` are bytes from a row to the next. */
@inline
function turn(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const a = v128.load(from);
  const b = v128.load(from + fromStep);
  const c = v128.load(from + 2 * fromStep);
  const d = v128.load(from + 3 * fromStep);
  const ab0 = i8x16.shuffle(a, b, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
  const ab1 = i8x16.shuffle(a, b, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
  const cd0 = i8x16.shuffle(c, d, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
  const cd1 = i8x16.shuffle(c, d, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
  v128.store(to, i8x16.shuffle(ab0, cd0, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23));
  v128.store(to + toStep, i8x16.shuffle(ab0, cd0, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31));
  v128.store(to + 2 * toStep, i8x16.shuffle(ab1, cd1, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23));
  v128.store(to + 3 * toStep, i8x16.shuffle(ab1, cd1, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31));
}

/** `rows` of the source, which are columns of the target, by `columns`. */
@inline
function turnAll(from: usize, fromStep: usize, to: usize, toStep: usize, rows: i32, columns: i32): void {
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    let source = from;
    let target = to;
    let j = 0;
    for (; j + 4 <= columns; j += 4) {
      turn(source, fromStep, target, toStep);
      source += 16;
      target += 4 * toStep;
    }
    for (; j < columns; j++) {
      for (let k: usize = 0; k < 4; k++) store<f32>(target + (k << 2), load<f32>(source + k * fromStep));
      source += 4;
      target += toStep;
    }
    from += 4 * fromStep;
    to += 16;
  }
  for (; i < rows; i++) {
    let target = to;
    for (let j: usize = 0; j < <usize>columns; j++) {
      store<f32>(target, load<f32>(from + (j << 2)));
      target += toStep;
    }
    from += fromStep;
    to += 4;
  }
}

/** A block by way of memory of this thread, so that both sides are walked along memory; narrow ones go straight. */
function block(from: usize, fromStep: usize, to: usize, toStep: usize, rows: i32, columns: i32): void {
  if (rows <= 8 || columns <= 8) {
    turnAll(from, fromStep, to, toStep, rows, columns);
    return;
  }
  let source = scratch + TURNED;
  turnAll(from, fromStep, source, TURNED_STEP, rows, columns);
  const bytes = <usize>rows << 2;
  for (let j = 0; j < columns; j++) {
    let place: usize = 0;
    for (; place + 32 <= bytes; place += 32) {
      const x0 = v128.load(source + place);
      const x1 = v128.load(source + place, 16);
      v128.store(to + place, x0);
      v128.store(to + place, x1, 16);
    }
    for (; place < bytes; place += 4) store<f32>(to + place, load<f32>(source + place));
    source += TURNED_STEP;
    to += toStep;
  }
}

/**
 * Two axes change their places. Ints: source, target, count, the extent of the axis that lies along memory in the source and the
 * numbers from one to the next of it in the target, the numbers in the source from one to the next of the axis that lies
 * along memory in the target, the walk, whose row is this axis.
 */
export function transpose(command: usize, thread: i32, threads: i32): void {
  const columns = int(command, 3);
  const toStep = <usize>int(command, 4) << 2;
  const fromStep = <usize>int(command, 5) << 2;
  const rows = int(command, 6);
  const across = (columns + BLOCK - 1) / BLOCK;
  const down = (rows + BLOCK - 1) / BLOCK;
  const blocks = across * down;
  const matrices = int(command, 2) / (rows * columns);
  let i = share(matrices * blocks, 1, thread, threads);
  const end = share(matrices * blocks, 1, thread + 1, threads);
  if (i >= end) return;
  seek(command, 6, i / blocks);
  let place = i % blocks;
  for (; i < end; i++) {
    const row = (place % down) * BLOCK;
    const column = (place / down) * BLOCK;
    const from = address(command, 0) + first + <usize>row * fromStep + (<usize>column << 2);
    const to = address(command, 1) + second + <usize>column * toStep + (<usize>row << 2);
    block(from, fromStep, to, toStep, min(BLOCK, rows - row), min(BLOCK, columns - column));
    if (++place === blocks) {
      place = 0;
      pass(command, 6, 1);
    }
  }
}
