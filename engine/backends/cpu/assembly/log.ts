/** The natural logarithm, four numbers at a time, to about one unit in the last place. */
import { Left, LOG, TABLE, ZERO } from './constants';
import { madd } from './simd';

/** Of normal positive numbers. */
@inline
export function logOfNormal<S = Left>(x: v128, t: usize = TABLE): v128 {
  return polynomial<S>(x, v128.load(t, ZERO + offsetof<S>()), t);
}

/**
 * `less` is what the power of two is too great by. The numbers are those of Cephes, logf: a polynomial for (ln(1 + f) − f +
 * f²/2)/f³, ln 2 in two parts, and what edges are known by.
 */
@inline
function polynomial<S>(x: v128, less: v128, t: usize): v128 {
  // x = 2ᵉ · (1 + f) with 1 + f from √½ to √2.
  const exponent = i32x4.shr_s(i32x4.sub(x, v128.load(t, LOG + 32 * 18 + offsetof<S>())), 23);
  const e = f32x4.sub(f32x4.convert_i32x4_s(exponent), less);
  const f = f32x4.sub(i32x4.sub(x, i32x4.shl(exponent, 23)), v128.load(t, LOG + 32 * 12 + offsetof<S>()));
  const square = f32x4.mul(f, f);
  let p = v128.load(t, LOG + offsetof<S>());
  p = madd(p, f, v128.load(t, LOG + 32 * 1 + offsetof<S>()));
  p = madd(p, f, v128.load(t, LOG + 32 * 2 + offsetof<S>()));
  p = madd(p, f, v128.load(t, LOG + 32 * 3 + offsetof<S>()));
  p = madd(p, f, v128.load(t, LOG + 32 * 4 + offsetof<S>()));
  p = madd(p, f, v128.load(t, LOG + 32 * 5 + offsetof<S>()));
  p = madd(p, f, v128.load(t, LOG + 32 * 6 + offsetof<S>()));
  p = madd(p, f, v128.load(t, LOG + 32 * 7 + offsetof<S>()));
  p = madd(p, f, v128.load(t, LOG + 32 * 8 + offsetof<S>()));
  p = f32x4.mul(f32x4.mul(p, f), square);
  p = madd(e, v128.load(t, LOG + 32 * 9 + offsetof<S>()), p);
  p = f32x4.sub(p, f32x4.mul(square, v128.load(t, LOG + 32 * 11 + offsetof<S>())));
  return madd(e, v128.load(t, LOG + 32 * 10 + offsetof<S>()), f32x4.add(f, p));
}

/** Of zero −∞, of what is negative no number; what is no number stays none. */
@inline
export function log4<S = Left>(x: v128, t: usize = TABLE): v128 {
  const tiny = f32x4.lt(x, v128.load(t, LOG + 32 * 13 + offsetof<S>()));
  const normal = v128.bitselect(f32x4.mul(x, v128.load(t, LOG + 32 * 14 + offsetof<S>())), x, tiny);
  const found = polynomial<S>(normal, v128.and(tiny, v128.load(t, LOG + 32 * 15 + offsetof<S>())), t);
  const zero = v128.load(t, ZERO + offsetof<S>());
  const regular = v128.and(f32x4.gt(x, zero), f32x4.lt(x, v128.load(t, LOG + 32 * 16 + offsetof<S>())));
  // Every bit set is no number.
  const edge = v128.bitselect(v128.load(t, LOG + 32 * 17 + offsetof<S>()), v128.or(x, f32x4.lt(x, zero)), f32x4.eq(x, zero));
  return v128.bitselect(found, edge, regular);
}
