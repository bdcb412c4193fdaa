import { clip } from '../../simd';
import { eight, four, two } from './points';

@inline
function first(m0: v128, s: v128, p: v128): v128 {
  return f32x4.add(f32x4.add(m0, s), p);
}

@inline
function second(d: v128, q: v128, by2: v128): v128 {
  return f32x4.add(d, f32x4.mul(by2, q));
}

@inline
function third(s: v128, p: v128, by4: v128): v128 {
  return f32x4.add(s, f32x4.mul(by4, p));
}

@inline
function fourth(d: v128, q: v128, m5: v128, by8: v128): v128 {
  return f32x4.add(f32x4.add(d, f32x4.mul(by8, q)), m5);
}

/** Clipped or as it is. */
@inline
function put(to: usize, value: v128, low: v128, high: v128, clips: bool): void {
  v128.store(to, clips ? clip(value, low, high) : value);
}

/** Aᵀ of six vectors, `gap` bytes apart, plus the same to each: the first `count` of four at `to`, `step` bytes apart. */
@inline
function gather(
  from: usize,
  gap: usize,
  plus: v128,
  to: usize,
  step: usize,
  count: i32,
  by2: v128,
  by4: v128,
  by8: v128,
  low: v128,
  high: v128,
  clips: bool,
): void {
  const m0 = v128.load(from);
  const m1 = v128.load(from + gap);
  const m2 = v128.load(from + 2 * gap);
  const m3 = v128.load(from + 3 * gap);
  const m4 = v128.load(from + 4 * gap);
  const m5 = v128.load(from + 5 * gap);
  const s = f32x4.add(m1, m2);
  const d = f32x4.sub(m1, m2);
  const p = f32x4.add(m3, m4);
  const q = f32x4.sub(m3, m4);
  put(to, f32x4.add(plus, first(m0, s, p)), low, high, clips);
  if (count > 1) put(to + step, f32x4.add(plus, second(d, q, by2)), low, high, clips);
  if (count > 2) put(to + 2 * step, f32x4.add(plus, third(s, p, by4)), low, high, clips);
  if (count > 3) put(to + 3 * step, f32x4.add(plus, fourth(d, q, m5, by8)), low, high, clips);
}

/** `gather` of pairs of vectors, those of the second lying behind those of the first; all four. */
@inline
function gatherPairs(
  from: usize,
  gap: usize,
  plus: v128,
  plusX: v128,
  to: usize,
  step: usize,
  by2: v128,
  by4: v128,
  by8: v128,
  low: v128,
  high: v128,
  clips: bool,
): void {
  const m0 = v128.load(from);
  const x0 = v128.load(from, 16);
  from += gap;
  const m1 = v128.load(from);
  const x1 = v128.load(from, 16);
  from += gap;
  const m2 = v128.load(from);
  const x2 = v128.load(from, 16);
  from += gap;
  const m3 = v128.load(from);
  const x3 = v128.load(from, 16);
  from += gap;
  const m4 = v128.load(from);
  const x4 = v128.load(from, 16);
  from += gap;
  const m5 = v128.load(from);
  const x5 = v128.load(from, 16);
  const s = f32x4.add(m1, m2);
  const sx = f32x4.add(x1, x2);
  const d = f32x4.sub(m1, m2);
  const dx = f32x4.sub(x1, x2);
  const p = f32x4.add(m3, m4);
  const px = f32x4.add(x3, x4);
  const q = f32x4.sub(m3, m4);
  const qx = f32x4.sub(x3, x4);
  put(to, f32x4.add(plus, first(m0, s, p)), low, high, clips);
  put(to + 16, f32x4.add(plusX, first(x0, sx, px)), low, high, clips);
  to += step;
  put(to, f32x4.add(plus, second(d, q, by2)), low, high, clips);
  put(to + 16, f32x4.add(plusX, second(dx, qx, by2)), low, high, clips);
  to += step;
  put(to, f32x4.add(plus, third(s, p, by4)), low, high, clips);
  put(to + 16, f32x4.add(plusX, third(sx, px, by4)), low, high, clips);
  to += step;
  put(to, f32x4.add(plus, fourth(d, q, m5, by8)), low, high, clips);
  put(to + 16, f32x4.add(plusX, fourth(dx, qx, x5, by8)), low, high, clips);
}

/** See `../../winograd/transforms.ts`. */
export function transformOutput(
  way: usize,
  m: usize,
  step: usize,
  y: usize,
  rowStep: usize,
  colStep: usize,
  bytes: usize,
  height: i32,
  width: i32,
  bias: usize,
  bounds: usize,
  wide: bool,
): void {
  const zero = f32x4.splat(0);
  const low = v128.load32_splat(bounds);
  const high = v128.load32_splat(bounds, 4);
  const clips = load<f32>(bounds) > -Infinity || load<f32>(bounds, 4) < Infinity;
  const by2 = two();
  const by4 = four();
  const by8 = eight();
  let c: usize = 0;
  for (; wide && c + 32 <= bytes; c += 32) {
    for (let i: usize = 0; i < 6; i++) gatherPairs(m + c + 6 * i * step, step, zero, zero, way + 128 * i, 32, by2, by4, by8, low, high, false);
    let plus = zero;
    let plusX = zero;
    if (bias !== 0) {
      plus = v128.load(bias + c);
      plusX = v128.load(bias + c, 16);
    }
    for (let j: usize = 0; j < <usize>width; j++) {
      const to = y + j * colStep + c;
      if (height === 4) {
        if (clips) gatherPairs(way + 32 * j, 128, plus, plusX, to, rowStep, by2, by4, by8, low, high, true);
        else gatherPairs(way + 32 * j, 128, plus, plusX, to, rowStep, by2, by4, by8, low, high, false);
        continue;
      }
      gather(way + 32 * j, 128, plus, to, rowStep, height, by2, by4, by8, low, high, true);
      gather(way + 32 * j + 16, 128, plusX, to + 16, rowStep, height, by2, by4, by8, low, high, true);
    }
  }
  for (; c < bytes; c += 16) {
    for (let i: usize = 0; i < 6; i++) gather(m + c + 6 * i * step, step, zero, way + 64 * i, 16, 4, by2, by4, by8, low, high, false);
    const plus = bias === 0 ? zero : v128.load(bias + c);
    for (let j: usize = 0; j < <usize>width; j++)
      gather(way + 16 * j, 64, plus, y + j * colStep + c, rowStep, height, by2, by4, by8, low, high, true);
  }
}
