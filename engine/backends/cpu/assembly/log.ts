/** The natural logarithm, four numbers at a time, to about one unit in the last place. */
import { madd } from './simd';

/**
 * Cephes, logf: a polynomial for (ln(1 + f) − f + f²/2)/f³, ln 2 in two parts, and what edges are known by. They are read
 * from memory, for constants in a loop cost more.
 */
const TABLE: usize = memory.data<f32>([
  7.0376836292e-2, -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
  2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1, -2.12194440e-4, 0.693359375, 0.5, 1, 1.1754943508e-38, 8388608,
  23, Infinity, -Infinity, 0.70710677,
], 16);

/** Of normal positive numbers. */
@inline
export function logOfNormal(x: v128): v128 {
  return polynomial(x, f32x4.splat(0));
}

/** `less` is what the power of two is too great by. */
@inline
function polynomial(x: v128, less: v128): v128 {
  // x = 2ᵉ · (1 + f) with 1 + f from √½ to √2.
  const exponent = i32x4.shr_s(i32x4.sub(x, v128.load32_splat(TABLE, 72)), 23);
  const e = f32x4.sub(f32x4.convert_i32x4_s(exponent), less);
  const f = f32x4.sub(i32x4.sub(x, i32x4.shl(exponent, 23)), v128.load32_splat(TABLE, 48));
  const square = f32x4.mul(f, f);
  let p = v128.load32_splat(TABLE);
  p = madd(p, f, v128.load32_splat(TABLE, 4));
  p = madd(p, f, v128.load32_splat(TABLE, 8));
  p = madd(p, f, v128.load32_splat(TABLE, 12));
  p = madd(p, f, v128.load32_splat(TABLE, 16));
  p = madd(p, f, v128.load32_splat(TABLE, 20));
  p = madd(p, f, v128.load32_splat(TABLE, 24));
  p = madd(p, f, v128.load32_splat(TABLE, 28));
  p = madd(p, f, v128.load32_splat(TABLE, 32));
  p = f32x4.mul(f32x4.mul(p, f), square);
  p = madd(e, v128.load32_splat(TABLE, 36), p);
  p = f32x4.sub(p, f32x4.mul(square, v128.load32_splat(TABLE, 44)));
  return madd(e, v128.load32_splat(TABLE, 40), f32x4.add(f, p));
}

/** Of zero −∞, of what is negative no number; what is no number stays none. */
@inline
export function log4(x: v128): v128 {
  const tiny = f32x4.lt(x, v128.load32_splat(TABLE, 52));
  const normal = v128.bitselect(f32x4.mul(x, v128.load32_splat(TABLE, 56)), x, tiny);
  const found = polynomial(normal, v128.and(tiny, v128.load32_splat(TABLE, 60)));
  const zero = f32x4.splat(0);
  const regular = v128.and(f32x4.gt(x, zero), f32x4.lt(x, v128.load32_splat(TABLE, 64)));
  // Every bit set is no number.
  const edge = v128.bitselect(v128.load32_splat(TABLE, 68), v128.or(x, f32x4.lt(x, zero)), f32x4.eq(x, zero));
  return v128.bitselect(found, edge, regular);
}
