/** The hyperbolic tangent, four numbers at a time, to four times 2⁻²³. */
import { madd } from './simd';

/**
 * Eigen, ptanh_float: x·p(x²)/q(x²) up to where it is as near to 1 as can be told, with both polynomials times 256, so
 * that small numbers stay normal. They are read from memory, for constants in a loop cost more.
 */
const TABLE: usize = memory.data<f32>([
  -7.90531110763549805, 7.90531110763549805, -7.067567018e-14, 5.120481122e-11, -2.20279599e-8, 1.311308097e-5,
  3.803449217e-3, 1.631390601e-1, 1.25274229, 3.067541402e-4, 3.034488484e-2, 5.807192922e-1, 1.25274241,
], 16);

@inline
export function tanh4(given: v128): v128 {
  const x = f32x4.pmin(f32x4.pmax(given, v128.load32_splat(TABLE)), v128.load32_splat(TABLE, 4));
  const square = f32x4.mul(x, x);
  // By pairs, so that less waits for what came before (Estrin's scheme).
  const fourth = f32x4.mul(square, square);
  let p = madd(v128.load32_splat(TABLE, 8), square, v128.load32_splat(TABLE, 12));
  p = madd(p, fourth, madd(v128.load32_splat(TABLE, 16), square, v128.load32_splat(TABLE, 20)));
  p = madd(p, fourth, madd(v128.load32_splat(TABLE, 24), square, v128.load32_splat(TABLE, 28)));
  p = f32x4.mul(madd(p, square, v128.load32_splat(TABLE, 32)), x);
  const q = madd(
    madd(v128.load32_splat(TABLE, 36), square, v128.load32_splat(TABLE, 40)),
    fourth,
    madd(v128.load32_splat(TABLE, 44), square, v128.load32_splat(TABLE, 48)),
  );
  return f32x4.div(p, q);
}
