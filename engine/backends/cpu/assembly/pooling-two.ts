/**
 * Pools of 2 × 2 windows, the most common ones, without loops over the window. Channels are seen four at a time, those
 * that are left over together with some that have been seen.
 */
import { get, put } from './simd';

/** Where the four numbers at `c` begin so that they end inside `size` bytes. */
@inline
function within(c: usize, size: usize): usize {
  return min(c, size - 16);
}

/** Of the window at `x`, whose rows and columns lie so many bytes apart. */
export function maximaOfTwo(x: usize, rowStep: usize, columnStep: usize, y: usize, size: usize): void {
  if (size < 16) for (let c: usize = 0; c < size; c += 4) maximumAt(x + c, rowStep, columnStep, y + c, false);
  else
    for (let c: usize = 0; c < size; c += 16) {
      const at = within(c, size);
      maximumAt(x + at, rowStep, columnStep, y + at, true);
    }
}

@inline
function maximumAt(x: usize, rowStep: usize, columnStep: usize, y: usize, four: bool): void {
  const a = get(x, four);
  const b = get(x + columnStep, four);
  const c = get(x + rowStep, four);
  const d = get(x + rowStep + columnStep, four);
  const most = f32x4.pmax(f32x4.pmax(a, b), f32x4.pmax(c, d));
  const none = v128.or(
    v128.or(f32x4.ne(a, a), f32x4.ne(b, b)),
    v128.or(f32x4.ne(c, c), f32x4.ne(d, d)),
  );
  put(y, v128.or(most, none), four);
}

export function meansOfTwo(x: usize, rowStep: usize, columnStep: usize, y: usize, size: usize, factor: v128): void {
  if (size < 16) for (let c: usize = 0; c < size; c += 4) meanAt(x + c, rowStep, columnStep, y + c, factor, false);
  else
    for (let c: usize = 0; c < size; c += 16) {
      const at = within(c, size);
      meanAt(x + at, rowStep, columnStep, y + at, factor, true);
    }
}

@inline
function meanAt(x: usize, rowStep: usize, columnStep: usize, y: usize, factor: v128, four: bool): void {
  const first = f32x4.add(get(x, four), get(x + columnStep, four));
  const second = f32x4.add(get(x + rowStep, four), get(x + rowStep + columnStep, four));
  put(y, f32x4.mul(f32x4.add(first, second), factor), four);
}

/** Of a window that shares no element with others. */
export function giveToFirstOfTwo(
  x: usize,
  rowStep: usize,
  columnStep: usize,
  y: usize,
  dy: usize,
  dx: usize,
  size: usize,
): void {
  if (size < 16)
    for (let c: usize = 0; c < size; c += 4) firstAt(x + c, rowStep, columnStep, y + c, dy + c, dx + c, false);
  else
    for (let c: usize = 0; c < size; c += 16) {
      const at = within(c, size);
      firstAt(x + at, rowStep, columnStep, y + at, dy + at, dx + at, true);
    }
}

@inline
function firstAt(x: usize, rowStep: usize, columnStep: usize, y: usize, dy: usize, dx: usize, four: bool): void {
  const most = get(y, four);
  const a = f32x4.eq(get(x, four), most);
  const b = f32x4.eq(get(x + columnStep, four), most);
  const c = f32x4.eq(get(x + rowStep, four), most);
  const d = f32x4.eq(get(x + rowStep + columnStep, four), most);
  let left = get(dy, four);
  put(dx, v128.and(left, a), four);
  left = v128.andnot(left, a);
  put(dx + columnStep, v128.and(left, b), four);
  left = v128.andnot(left, b);
  put(dx + rowStep, v128.and(left, c), four);
  left = v128.andnot(left, c);
  put(dx + rowStep + columnStep, v128.and(left, d), four);
}
