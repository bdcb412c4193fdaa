/** The hyperbolic tangent, four numbers at a time, to four times 2⁻²³. */
import { Left, TABLE, TANH } from './constants';
import { madd } from './simd';

/**
 * Eigen, ptanh_float: x·p(x²)/q(x²) up to where it is as near to 1 as can be told, with both polynomials times 256, so
 * that small numbers stay normal.
 */
@inline
export function tanh4<S = Left>(given: v128, t: usize = TABLE): v128 {
  const x = f32x4.pmin(f32x4.pmax(given, v128.load(t, TANH + offsetof<S>())), v128.load(t, TANH + 32 * 1 + offsetof<S>()));
  const square = f32x4.mul(x, x);
  // By pairs, so that less waits for what came before (Estrin's scheme).
  const fourth = f32x4.mul(square, square);
  let p = madd(v128.load(t, TANH + 32 * 2 + offsetof<S>()), square, v128.load(t, TANH + 32 * 3 + offsetof<S>()));
  p = madd(p, fourth, madd(v128.load(t, TANH + 32 * 4 + offsetof<S>()), square, v128.load(t, TANH + 32 * 5 + offsetof<S>())));
  p = madd(p, fourth, madd(v128.load(t, TANH + 32 * 6 + offsetof<S>()), square, v128.load(t, TANH + 32 * 7 + offsetof<S>())));
  p = f32x4.mul(madd(p, square, v128.load(t, TANH + 32 * 8 + offsetof<S>())), x);
  const q = madd(
    madd(v128.load(t, TANH + 32 * 9 + offsetof<S>()), square, v128.load(t, TANH + 32 * 10 + offsetof<S>())),
    fourth,
    madd(v128.load(t, TANH + 32 * 11 + offsetof<S>()), square, v128.load(t, TANH + 32 * 12 + offsetof<S>())),
  );
  return f32x4.div(p, q);
}
