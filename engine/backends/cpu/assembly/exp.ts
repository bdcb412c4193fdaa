/** e to the power of x, four numbers at a time, to about one unit in the last place. */
import { EXP, Left, TABLE } from './constants';
import { madd } from './simd';

/**
 * What is no number stays none; results below the smallest normal number are kept as far as float32 can. The numbers are
 * those of Cephes, expf: the bounds beyond which the result is 0 or infinite, log₂e, ln 2 in two parts, and a polynomial
 * for (eʳ − 1 − r)/r²; at last 1.5 · 2²³, among whose neighbours only whole numbers are floats.
 */
@inline
export function exp4<S = Left>(given: v128, t: usize = TABLE): v128 {
  const x = f32x4.pmin(f32x4.pmax(given, v128.load(t, EXP + offsetof<S>())), v128.load(t, EXP + 32 * 1 + offsetof<S>()));
  const far = v128.load(t, EXP + 32 * 12 + offsetof<S>());
  const rounded = madd(x, v128.load(t, EXP + 32 * 2 + offsetof<S>()), far);
  const n = f32x4.sub(rounded, far);
  const r = madd(n, v128.load(t, EXP + 32 * 4 + offsetof<S>()), madd(n, v128.load(t, EXP + 32 * 3 + offsetof<S>()), x));
  // By pairs, so that less waits for what came before (Estrin's scheme).
  const square = f32x4.mul(r, r);
  let p = madd(v128.load(t, EXP + 32 * 5 + offsetof<S>()), r, v128.load(t, EXP + 32 * 6 + offsetof<S>()));
  p = madd(p, square, madd(v128.load(t, EXP + 32 * 7 + offsetof<S>()), r, v128.load(t, EXP + 32 * 8 + offsetof<S>())));
  p = madd(p, square, madd(v128.load(t, EXP + 32 * 9 + offsetof<S>()), r, v128.load(t, EXP + 32 * 10 + offsetof<S>())));
  p = f32x4.add(madd(p, square, r), v128.load(t, EXP + 32 * 11 + offsetof<S>()));
  // 2ⁿ as two factors: n reaches from −151 to 130, the exponent of one number only from −126 to 127.
  const whole = i32x4.sub(rounded, far);
  const half = i32x4.shr_s(whole, 1);
  const one = v128.load(t, EXP + 32 * 11 + offsetof<S>());
  const low = i32x4.add(i32x4.shl(half, 23), one);
  const high = i32x4.add(i32x4.shl(i32x4.sub(whole, half), 23), one);
  return f32x4.mul(f32x4.mul(p, low), high);
}

@inline
export function exp1(x: f32): f32 {
  return f32x4.extract_lane(exp4(f32x4.splat(x)), 0);
}
