/** The error function, four numbers at a time, to four times 2⁻²³. */
import { ERF, Left, TABLE } from './constants';
import { madd } from './simd';

/**
 * Eigen, generic_fast_erf_float: x·p(x²)/q(x²) up to |x| = 4, with both polynomials times 64, so that small numbers stay
 * normal.
 */
@inline
export function erf4<S = Left>(given: v128, t: usize = TABLE): v128 {
  const x = f32x4.pmin(f32x4.pmax(given, v128.load(t, ERF + offsetof<S>())), v128.load(t, ERF + 32 * 1 + offsetof<S>()));
  const square = f32x4.mul(x, x);
  // By pairs, so that less waits for what came before (Estrin's scheme).
  const fourth = f32x4.mul(square, square);
  let p = madd(v128.load(t, ERF + 32 * 4 + offsetof<S>()), square, v128.load(t, ERF + 32 * 5 + offsetof<S>()));
  p = madd(p, fourth, madd(v128.load(t, ERF + 32 * 6 + offsetof<S>()), square, v128.load(t, ERF + 32 * 7 + offsetof<S>())));
  p = madd(p, fourth, madd(v128.load(t, ERF + 32 * 8 + offsetof<S>()), square, v128.load(t, ERF + 32 * 9 + offsetof<S>())));
  p = f32x4.mul(madd(p, square, v128.load(t, ERF + 32 * 10 + offsetof<S>())), x);
  let q = madd(v128.load(t, ERF + 32 * 11 + offsetof<S>()), square, v128.load(t, ERF + 32 * 12 + offsetof<S>()));
  q = madd(q, fourth, madd(v128.load(t, ERF + 32 * 13 + offsetof<S>()), square, v128.load(t, ERF + 32 * 14 + offsetof<S>())));
  q = madd(q, square, v128.load(t, ERF + 32 * 15 + offsetof<S>()));
  return f32x4.pmin(f32x4.pmax(f32x4.div(p, q), v128.load(t, ERF + 32 * 2 + offsetof<S>())), v128.load(t, ERF + 32 * 3 + offsetof<S>()));
}
