/** Gradients of pools: a piece of work is some channels of one sample, so that no two threads add to one number. */
import { address, int, take } from './command';
import { addToFirst } from './pooling-tiles';
import { giveToFirstOfTwo } from './pooling-two';
import { get, put } from './simd';
import * as window from './window';

/** Ints: x, y, dy, dx, the window, channels of a piece, whether every number of x lies in exactly one window. */
export function maxPoolGradient(command: usize): void {
  spread(command, true);
}

/** Ints: nothing, nothing, dy, dx, the window, channels of a piece, whether every number of dx lies in exactly one window. */
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
  const apart = int(command, window.OWN + 1) !== 0;
  const dx = address(command, 3) + begin;
  let at = <usize>(sample * depth * height * width) * size + begin;
  let cleared = 0;
  for (let plane = 0; plane < depth; plane++) {
    for (let row = 0; row < height; row++) {
      window.lookAtRow(command, sample, plane, row);
      // Rows are cleared just before they are needed, while they stay in the cache.
      if (!apart) cleared = clear(command, sample, begin, count, cleared, window.rowsSeen(command, plane, row));
      for (let column = 0; column < width; column++) {
        window.lookAt(command, column);
        const from = window.start;
        const dy = address(command, 2) + at;
        if (highest) giveToFirst(address(command, 0) + begin + from, address(command, 1) + at, dy, dx + from, count, apart);
        else giveToAll(dy, dx + from, count, apart);
        at += size;
      }
    }
  }
  if (!apart) clear(command, sample, begin, count, cleared, lines);
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

/** To the first element of the window that holds the maximum; where windows are `apart`, nothing else comes there. */
function giveToFirst(x: usize, y: usize, dy: usize, dx: usize, count: usize, apart: bool): void {
  if (apart && window.isTwoByTwo) return giveToFirstOfTwo(x, window.rowStep, window.columnStep, y, dy, dx, count);
  let c: usize = 0;
  if (apart) {
    for (; c + 64 <= count; c += 64) giveToFirstOf16(x + c, y + c, dy + c, dx + c);
    for (; c + 16 <= count; c += 16) giveToFirstOf(x + c, y + c, dy + c, dx + c, true, true);
    for (; c < count; c += 4) giveToFirstOf(x + c, y + c, dy + c, dx + c, true, false);
  } else {
    addToFirst(
      x, y, dy, dx, count,
      window.planes, window.planeStep, window.rows, window.rowStep, window.columns, window.columnStep,
    );
    c = count & ~63;
    for (; c + 16 <= count; c += 16) giveToFirstOf(x + c, y + c, dy + c, dx + c, false, true);
    for (; c < count; c += 4) giveToFirstOf(x + c, y + c, dy + c, dx + c, false, false);
  }
}

@inline
function give(dx: usize, given: v128, apart: bool, four: bool): void {
  put(dx, apart ? given : f32x4.add(get(dx, four), given), four);
}

/** Where windows lie apart. */
@inline
function giveToFirstOf16(x: usize, y: usize, dy: usize, dx: usize): void {
  const planes = window.planes;
  const rows = window.rows;
  const columns = window.columns;
  const rowStep = window.rowStep;
  const columnStep = window.columnStep;
  const y0 = v128.load(y);
  const y1 = v128.load(y, 16);
  const y2 = v128.load(y, 32);
  const y3 = v128.load(y, 48);
  let left0 = v128.load(dy);
  let left1 = v128.load(dy, 16);
  let left2 = v128.load(dy, 32);
  let left3 = v128.load(dy, 48);
  for (let i = 0; i < planes; i++) {
    let row = <usize>i * window.planeStep;
    for (let j = 0; j < rows; j++) {
      let from = x + row;
      let to = dx + row;
      for (let k = columns; k > 0; k--) {
        const here0 = f32x4.eq(v128.load(from), y0);
        const here1 = f32x4.eq(v128.load(from, 16), y1);
        const here2 = f32x4.eq(v128.load(from, 32), y2);
        const here3 = f32x4.eq(v128.load(from, 48), y3);
        v128.store(to, v128.and(left0, here0));
        v128.store(to, v128.and(left1, here1), 16);
        v128.store(to, v128.and(left2, here2), 32);
        v128.store(to, v128.and(left3, here3), 48);
        left0 = v128.andnot(left0, here0);
        left1 = v128.andnot(left1, here1);
        left2 = v128.andnot(left2, here2);
        left3 = v128.andnot(left3, here3);
        from += columnStep;
        to += columnStep;
      }
      row += rowStep;
    }
  }
}

@inline
function giveToFirstOf(x: usize, y: usize, dy: usize, dx: usize, apart: bool, four: bool): void {
  const most = get(y, four);
  let left = get(dy, four);
  for (let i = 0; i < window.planes; i++) {
    for (let j = 0; j < window.rows; j++) {
      let at = <usize>i * window.planeStep + <usize>j * window.rowStep;
      for (let k = window.columns; k > 0; k--) {
        const here = f32x4.eq(get(x + at, four), most);
        give(dx + at, v128.and(left, here), apart, four);
        left = v128.andnot(left, here);
        at += window.columnStep;
      }
    }
  }
}

function giveToAll(dy: usize, dx: usize, count: usize, apart: bool): void {
  const factor = f32x4.splat(1 / <f32>window.counted);
  let c: usize = 0;
  if (apart) {
    for (; c + 64 <= count; c += 64) giveToAllOf16(dy + c, dx + c, factor, true);
    for (; c + 16 <= count; c += 16) giveToAllOf(dy + c, dx + c, factor, true, true);
    for (; c < count; c += 4) giveToAllOf(dy + c, dx + c, factor, true, false);
  } else {
    for (; c + 64 <= count; c += 64) giveToAllOf16(dy + c, dx + c, factor, false);
    for (; c + 16 <= count; c += 16) giveToAllOf(dy + c, dx + c, factor, false, true);
    for (; c < count; c += 4) giveToAllOf(dy + c, dx + c, factor, false, false);
  }
}

@inline
function giveToAllOf16(dy: usize, dx: usize, factor: v128, apart: bool): void {
  const columns = window.columns;
  const columnStep = window.columnStep;
  const g0 = f32x4.mul(factor, v128.load(dy));
  const g1 = f32x4.mul(factor, v128.load(dy, 16));
  const g2 = f32x4.mul(factor, v128.load(dy, 32));
  const g3 = f32x4.mul(factor, v128.load(dy, 48));
  for (let i = 0; i < window.planes; i++) {
    for (let j = 0; j < window.rows; j++) {
      let p = dx + <usize>i * window.planeStep + <usize>j * window.rowStep;
      for (let k = columns; k > 0; k--) {
        give(p, g0, apart, true);
        give(p + 16, g1, apart, true);
        give(p + 32, g2, apart, true);
        give(p + 48, g3, apart, true);
        p += columnStep;
      }
    }
  }
}

@inline
function giveToAllOf(dy: usize, dx: usize, factor: v128, apart: bool, four: bool): void {
  const given = f32x4.mul(factor, get(dy, four));
  for (let i = 0; i < window.planes; i++) {
    for (let j = 0; j < window.rows; j++) {
      let p = dx + <usize>i * window.planeStep + <usize>j * window.rowStep;
      for (let k = window.columns; k > 0; k--) {
        give(p, given, apart, four);
        p += window.columnStep;
      }
    }
  }
}
