/** Pools: the maximum or the mean of what each window sees. */
import { address, share } from './command';
import { maximaOfTwo, meansOfTwo } from './pooling-two';
import { get, put } from './simd';
import * as window from './window';

/** Ints: x, y, nothing, nothing, the window. */
export function maxPool(command: usize, thread: i32, threads: i32): void {
  pool(command, thread, threads, true);
}

/** Ints: x, y, nothing, nothing, the window. */
export function avgPool(command: usize, thread: i32, threads: i32): void {
  pool(command, thread, threads, false);
}

function pool(command: usize, thread: i32, threads: i32, highest: bool): void {
  const x = address(command, 0);
  const size = <usize>window.channelsOf(command) << 2;
  const height = window.outputOf(command, 1);
  const width = window.outputOf(command, 2);
  const depth = window.outputOf(command, 0);
  const lines = window.samplesOf(command) * depth * height;
  const begin = share(lines, 1, thread, threads);
  const end = share(lines, 1, thread + 1, threads);
  let y = address(command, 1) + <usize>(begin * width) * size;
  for (let line = begin; line < end; line++) {
    window.lookAtRow(command, line / (depth * height), (line / height) % depth, line % height);
    for (let column = 0; column < width; column++) {
      window.lookAt(command, column);
      if (highest) maxima(x + window.start, y, size);
      else means(x + window.start, y, size);
      y += size;
    }
  }
}

/** Of one window, for each channel. */
function maxima(x: usize, y: usize, size: usize): void {
  if (window.isTwoByTwo) return maximaOfTwo(x, window.rowStep, window.columnStep, y, size);
  let c: usize = 0;
  for (; c + 64 <= size; c += 64) maximaOf16(x + c, y + c);
  for (; c + 16 <= size; c += 16) maximaOf(x + c, y + c, true);
  for (; c < size; c += 4) maximaOf(x + c, y + c, false);
}

@inline
function isNone(x: v128): v128 {
  return f32x4.ne(x, x);
}

/** What is no number stays none: it is kept apart, for a maximum that minds it is slower. */
function maximaOf16(x: usize, y: usize): void {
  const planes = window.planes;
  const rows = window.rows;
  const columns = window.columns;
  const rowStep = window.rowStep;
  const columnStep = window.columnStep;
  let m0 = f32x4.splat(-Infinity);
  let m1 = m0, m2 = m0, m3 = m0;
  let none0 = i32x4.splat(0);
  let none1 = none0, none2 = none0, none3 = none0;
  for (let i = 0; i < planes; i++) {
    let row = x + <usize>i * window.planeStep;
    for (let j = 0; j < rows; j++) {
      let p = row;
      for (let k = columns; k > 0; k--) {
        const a = v128.load(p);
        const b = v128.load(p, 16);
        const c = v128.load(p, 32);
        const d = v128.load(p, 48);
        m0 = f32x4.pmax(m0, a);
        m1 = f32x4.pmax(m1, b);
        m2 = f32x4.pmax(m2, c);
        m3 = f32x4.pmax(m3, d);
        none0 = v128.or(none0, isNone(a));
        none1 = v128.or(none1, isNone(b));
        none2 = v128.or(none2, isNone(c));
        none3 = v128.or(none3, isNone(d));
        p += columnStep;
      }
      row += rowStep;
    }
  }
  v128.store(y, v128.or(m0, none0));
  v128.store(y, v128.or(m1, none1), 16);
  v128.store(y, v128.or(m2, none2), 32);
  v128.store(y, v128.or(m3, none3), 48);
}

@inline
function maximaOf(x: usize, y: usize, four: bool): void {
  let most = f32x4.splat(-Infinity);
  let none = i32x4.splat(0);
  for (let i = 0; i < window.planes; i++) {
    for (let j = 0; j < window.rows; j++) {
      let p = x + <usize>i * window.planeStep + <usize>j * window.rowStep;
      for (let k = window.columns; k > 0; k--) {
        const a = get(p, four);
        most = f32x4.pmax(most, a);
        none = v128.or(none, isNone(a));
        p += window.columnStep;
      }
    }
  }
  put(y, v128.or(most, none), four);
}

function means(x: usize, y: usize, size: usize): void {
  const factor = f32x4.splat(1 / <f32>window.counted);
  if (window.isTwoByTwo) return meansOfTwo(x, window.rowStep, window.columnStep, y, size, factor);
  let c: usize = 0;
  for (; c + 64 <= size; c += 64) meansOf16(x + c, y + c, factor);
  for (; c + 16 <= size; c += 16) meansOf(x + c, y + c, factor, true);
  for (; c < size; c += 4) meansOf(x + c, y + c, factor, false);
}

/** Row by row, so that rounding does not grow with the window. */
function meansOf16(x: usize, y: usize, factor: v128): void {
  const planes = window.planes;
  const rows = window.rows;
  const columns = window.columns;
  const rowStep = window.rowStep;
  const columnStep = window.columnStep;
  const zero = f32x4.splat(0);
  let s0 = zero, s1 = zero, s2 = zero, s3 = zero;
  for (let i = 0; i < planes; i++) {
    let row = x + <usize>i * window.planeStep;
    for (let j = 0; j < rows; j++) {
      let p = row;
      let r0 = zero, r1 = zero, r2 = zero, r3 = zero;
      for (let k = columns; k > 0; k--) {
        r0 = f32x4.add(r0, v128.load(p));
        r1 = f32x4.add(r1, v128.load(p, 16));
        r2 = f32x4.add(r2, v128.load(p, 32));
        r3 = f32x4.add(r3, v128.load(p, 48));
        p += columnStep;
      }
      s0 = f32x4.add(s0, r0);
      s1 = f32x4.add(s1, r1);
      s2 = f32x4.add(s2, r2);
      s3 = f32x4.add(s3, r3);
      row += rowStep;
    }
  }
  v128.store(y, f32x4.mul(s0, factor));
  v128.store(y, f32x4.mul(s1, factor), 16);
  v128.store(y, f32x4.mul(s2, factor), 32);
  v128.store(y, f32x4.mul(s3, factor), 48);
}

@inline
function meansOf(x: usize, y: usize, factor: v128, four: bool): void {
  let sum = f32x4.splat(0);
  for (let i = 0; i < window.planes; i++) {
    for (let j = 0; j < window.rows; j++) {
      let p = x + <usize>i * window.planeStep + <usize>j * window.rowStep;
      let own = f32x4.splat(0);
      for (let k = window.columns; k > 0; k--) {
        own = f32x4.add(own, get(p, four));
        p += window.columnStep;
      }
      sum = f32x4.add(sum, own);
    }
  }
  put(y, f32x4.mul(sum, factor), four);
}
