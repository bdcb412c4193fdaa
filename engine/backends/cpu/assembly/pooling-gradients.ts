/** Gradients of pools: a piece of work is some channels of one sample, so that no two threads add to one number. */
import { address, int, take } from './command';
import { get, madd, put } from './simd';
import * as window from './window';

/** Ints: x, y, dy, dx, the window, channels of a piece. */
export function maxPoolGradient(command: usize): void {
  spread(command, true);
}

/** Ints: nothing, nothing, dy, dx, the window, channels of a piece. */
export function avgPoolGradient(command: usize): void {
  spread(command, false);
}

function spread(command: usize, highest: bool): void {
  const size = <usize>window.channelsOf(command) << 2;
  const pieceSize = <usize>int(command, window.OWN) << 2;
  const pieces = <i32>((size + pieceSize - 1) / pieceSize);
  const work = window.samplesOf(command) * pieces;
  for (let i = take(command); i < work; i = take(command)) {
    const begin = <usize>(i % pieces) * pieceSize;
    spreadPiece(command, i / pieces, begin, min(pieceSize, size - begin), highest);
  }
}

/** Of one sample, the channels from `begin` on, both in bytes. */
function spreadPiece(command: usize, sample: i32, begin: usize, count: usize, highest: bool): void {
  const size = <usize>window.channelsOf(command) << 2;
  const depth = window.outputOf(command, 0);
  const height = window.outputOf(command, 1);
  const width = window.outputOf(command, 2);
  const lines = window.inputOf(command, 0) * window.inputOf(command, 1);
  const dx = address(command, 3) + begin;
  let at = <usize>(sample * depth * height * width) * size + begin;
  let cleared = 0;
  for (let plane = 0; plane < depth; plane++) {
    for (let row = 0; row < height; row++) {
      window.lookAtRow(command, sample, plane, row);
      // Rows are cleared just before they are needed, while they stay in the cache.
      cleared = clear(command, sample, begin, count, cleared, window.rowsSeen(command, plane, row));
      for (let column = 0; column < width; column++) {
        window.lookAt(command, column);
        const from = window.start;
        const dy = address(command, 2) + at;
        if (highest) giveToFirst(address(command, 0) + begin + from, address(command, 1) + at, dy, dx + from, count);
        else giveToAll(dy, dx + from, count);
        at += size;
      }
    }
  }
  clear(command, sample, begin, count, cleared, lines);
}

/** Sets rows of the input's gradient to zero, from `first` until `end`; how many are cleared then. */
function clear(command: usize, sample: i32, begin: usize, count: usize, first: i32, end: i32): i32 {
  if (end <= first) return first;
  const size = <usize>window.channelsOf(command) << 2;
  const width = <usize>window.inputOf(command, 2);
  const lines = window.inputOf(command, 0) * window.inputOf(command, 1);
  let p = address(command, 3) + <usize>(sample * lines + first) * width * size + begin;
  const pixels = <usize>(end - first) * width;
  if (count === size) {
    memory.fill(p, 0, pixels * size);
    return end;
  }
  for (let i: usize = 0; i < pixels; i++) {
    memory.fill(p, 0, count);
    p += size;
  }
  return end;
}

/** To the first element of the window that holds the maximum. */
function giveToFirst(x: usize, y: usize, dy: usize, dx: usize, count: usize): void {
  let c: usize = 0;
  for (; c + 32 <= count; c += 32) giveToFirstOf8(x + c, y + c, dy + c, dx + c);
  for (; c + 16 <= count; c += 16) giveToFirstOf(x + c, y + c, dy + c, dx + c, true);
  for (; c < count; c += 4) giveToFirstOf(x + c, y + c, dy + c, dx + c, false);
}

function giveToFirstOf8(x: usize, y: usize, dy: usize, dx: usize): void {
  const planes = window.planes;
  const rows = window.rows;
  const columns = window.columns;
  const rowStep = window.rowStep;
  const columnStep = window.columnStep;
  const y0 = v128.load(y);
  const y1 = v128.load(y, 16);
  let left0 = v128.load(dy);
  let left1 = v128.load(dy, 16);
  for (let i = 0; i < planes; i++) {
    let row = <usize>i * window.planeStep;
    for (let j = 0; j < rows; j++) {
      let at = row;
      for (let k = columns; k > 0; k--) {
        const here0 = f32x4.eq(v128.load(x + at), y0);
        const here1 = f32x4.eq(v128.load(x + at, 16), y1);
        v128.store(dx + at, f32x4.add(v128.load(dx + at), v128.and(left0, here0)));
        v128.store(dx + at, f32x4.add(v128.load(dx + at, 16), v128.and(left1, here1)), 16);
        left0 = v128.andnot(left0, here0);
        left1 = v128.andnot(left1, here1);
        at += columnStep;
      }
      row += rowStep;
    }
  }
}

@inline
function giveToFirstOf(x: usize, y: usize, dy: usize, dx: usize, four: bool): void {
  const most = get(y, four);
  let left = get(dy, four);
  for (let i = 0; i < window.planes; i++) {
    for (let j = 0; j < window.rows; j++) {
      let at = <usize>i * window.planeStep + <usize>j * window.rowStep;
      for (let k = window.columns; k > 0; k--) {
        const here = f32x4.eq(get(x + at, four), most);
        put(dx + at, f32x4.add(get(dx + at, four), v128.and(left, here)), four);
        left = v128.andnot(left, here);
        at += window.columnStep;
      }
    }
  }
}

function giveToAll(dy: usize, dx: usize, count: usize): void {
  const factor = f32x4.splat(1 / <f32>window.counted);
  for (let i = 0; i < window.planes; i++) {
    for (let j = 0; j < window.rows; j++) {
      let p = dx + <usize>i * window.planeStep + <usize>j * window.rowStep;
      for (let k = window.columns; k > 0; k--) {
        let c: usize = 0;
        for (; c + 16 <= count; c += 16) giveTo(dy + c, p + c, factor, true);
        for (; c < count; c += 4) giveTo(dy + c, p + c, factor, false);
        p += window.columnStep;
      }
    }
  }
}

@inline
function giveTo(dy: usize, dx: usize, factor: v128, four: bool): void {
  put(dx, madd(factor, get(dy, four), get(dx, four)), four);
}
