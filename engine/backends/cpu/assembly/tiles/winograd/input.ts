import { four, minusFive, pixel, two } from './points';

@inline
function first(d0: v128, d2: v128, d4: v128, by4: v128, by5: v128): v128 {
  return f32x4.add(f32x4.add(f32x4.mul(by4, d0), f32x4.mul(by5, d2)), d4);
}

/** d − 4e. */
@inline
function far(d: v128, e: v128, by4: v128): v128 {
  return f32x4.sub(d, f32x4.mul(by4, e));
}

/** 2 (d − e). */
@inline
function twice(d: v128, e: v128, by2: v128): v128 {
  return f32x4.mul(by2, f32x4.sub(d, e));
}

/** Bᵀ of six vectors: six at `to`, `gap` bytes apart. */
@inline
function spread(
  d0: v128,
  d1: v128,
  d2: v128,
  d3: v128,
  d4: v128,
  d5: v128,
  to: usize,
  gap: usize,
  by2: v128,
  by4: v128,
  by5: v128,
): void {
  const a = far(d4, d2, by4);
  const b = far(d3, d1, by4);
  const e = f32x4.sub(d4, d2);
  const f = twice(d3, d1, by2);
  v128.store(to, first(d0, d2, d4, by4, by5));
  v128.store(to + gap, f32x4.add(a, b));
  v128.store(to + 2 * gap, f32x4.sub(a, b));
  v128.store(to + 3 * gap, f32x4.add(e, f));
  v128.store(to + 4 * gap, f32x4.sub(e, f));
  v128.store(to + 5 * gap, first(d1, d3, d5, by4, by5));
}

/** `spread` of six pairs of vectors, those of the second lying behind those of the first. */
@inline
function spreadPairs(
  p0: usize,
  p1: usize,
  p2: usize,
  p3: usize,
  p4: usize,
  p5: usize,
  to: usize,
  gap: usize,
  by2: v128,
  by4: v128,
  by5: v128,
): void {
  const d0 = v128.load(p0);
  const x0 = v128.load(p0, 16);
  const d1 = v128.load(p1);
  const x1 = v128.load(p1, 16);
  const d2 = v128.load(p2);
  const x2 = v128.load(p2, 16);
  const d3 = v128.load(p3);
  const x3 = v128.load(p3, 16);
  const d4 = v128.load(p4);
  const x4 = v128.load(p4, 16);
  const d5 = v128.load(p5);
  const x5 = v128.load(p5, 16);
  const a = far(d4, d2, by4);
  const ax = far(x4, x2, by4);
  const b = far(d3, d1, by4);
  const bx = far(x3, x1, by4);
  const e = f32x4.sub(d4, d2);
  const ex = f32x4.sub(x4, x2);
  const f = twice(d3, d1, by2);
  const fx = twice(x3, x1, by2);
  v128.store(to, first(d0, d2, d4, by4, by5));
  v128.store(to, first(x0, x2, x4, by4, by5), 16);
  to += gap;
  v128.store(to, f32x4.add(a, b));
  v128.store(to, f32x4.add(ax, bx), 16);
  to += gap;
  v128.store(to, f32x4.sub(a, b));
  v128.store(to, f32x4.sub(ax, bx), 16);
  to += gap;
  v128.store(to, f32x4.add(e, f));
  v128.store(to, f32x4.add(ex, fx), 16);
  to += gap;
  v128.store(to, f32x4.sub(e, f));
  v128.store(to, f32x4.sub(ex, fx), 16);
  to += gap;
  v128.store(to, first(d1, d3, d5, by4, by5));
  v128.store(to, first(x1, x3, x5, by4, by5), 16);
}

/** See `../../winograd/transforms.ts`. */
export function transformInput(pixels: usize, way: usize, v: usize, step: usize, bytes: usize, wide: bool): void {
  const by2 = two();
  const by4 = four();
  const by5 = minusFive();
  let c: usize = 0;
  for (; wide && c + 32 <= bytes; c += 32) {
    for (let j: usize = 0; j < 6; j++)
      spreadPairs(
        pixel(pixels, j, c),
        pixel(pixels, 6 + j, c),
        pixel(pixels, 12 + j, c),
        pixel(pixels, 18 + j, c),
        pixel(pixels, 24 + j, c),
        pixel(pixels, 30 + j, c),
        way + 32 * j,
        192,
        by2,
        by4,
        by5,
      );
    for (let i: usize = 0; i < 6; i++) {
      const p = way + 192 * i;
      spreadPairs(p, p + 32, p + 64, p + 96, p + 128, p + 160, v + c + 6 * i * step, step, by2, by4, by5);
    }
  }
  for (; c < bytes; c += 16) {
    for (let j: usize = 0; j < 6; j++)
      spread(
        v128.load(pixel(pixels, j, c)),
        v128.load(pixel(pixels, 6 + j, c)),
        v128.load(pixel(pixels, 12 + j, c)),
        v128.load(pixel(pixels, 18 + j, c)),
        v128.load(pixel(pixels, 24 + j, c)),
        v128.load(pixel(pixels, 30 + j, c)),
        way + 16 * j,
        96,
        by2,
        by4,
        by5,
      );
    for (let i: usize = 0; i < 6; i++) {
      const p = way + 96 * i;
      spread(
        v128.load(p),
        v128.load(p, 16),
        v128.load(p, 32),
        v128.load(p, 48),
        v128.load(p, 64),
        v128.load(p, 80),
        v + c + 6 * i * step,
        step,
        by2,
        by4,
        by5,
      );
    }
  }
}
