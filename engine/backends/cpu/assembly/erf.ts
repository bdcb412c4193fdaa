/** The error function, four numbers at a time, to four times 2⁻²³. */
import { madd } from './simd';

/**
 * Eigen, generic_fast_erf_float: x·p(x²)/q(x²) up to |x| = 4, with both polynomials times 64, so that small numbers stay
 * normal. They are read from memory, for constants in a loop cost more.
 */
const TABLE: usize = memory.data<f32>([
  -4, 4, -1, 1, -1.744731115e-8, 1.773236136e-6, -1.34465532e-4, -3.643203992e-3, -4.703940079e-2, -1.890943944e-1,
  -1.030146122, -9.322285769e-4, -1.365593914e-2, -1.07700929e-1, -4.718930721e-1, -9.129433036e-1,
], 16);

@inline
export function erf4(given: v128): v128 {
  const x = f32x4.pmin(f32x4.pmax(given, v128.load32_splat(TABLE)), v128.load32_splat(TABLE, 4));
  const square = f32x4.mul(x, x);
  // By pairs, so that less waits for what came before (Estrin's scheme).
  const fourth = f32x4.mul(square, square);
  let p = madd(v128.load32_splat(TABLE, 16), square, v128.load32_splat(TABLE, 20));
  p = madd(p, fourth, madd(v128.load32_splat(TABLE, 24), square, v128.load32_splat(TABLE, 28)));
  p = madd(p, fourth, madd(v128.load32_splat(TABLE, 32), square, v128.load32_splat(TABLE, 36)));
  p = f32x4.mul(madd(p, square, v128.load32_splat(TABLE, 40)), x);
  let q = madd(v128.load32_splat(TABLE, 44), square, v128.load32_splat(TABLE, 48));
  q = madd(q, fourth, madd(v128.load32_splat(TABLE, 52), square, v128.load32_splat(TABLE, 56)));
  q = madd(q, square, v128.load32_splat(TABLE, 60));
  return f32x4.pmin(f32x4.pmax(f32x4.div(p, q), v128.load32_splat(TABLE, 8)), v128.load32_splat(TABLE, 12));
}
