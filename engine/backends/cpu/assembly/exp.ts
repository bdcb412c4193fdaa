/** e to the power of x, four numbers at a time, to about one unit in the last place. */
import { madd } from './simd';

/**
 * Cephes, expf: the bounds beyond which the result is 0 or infinite, log₂e, ln 2 in two parts, and a polynomial for
 * (eʳ − 1 − r)/r²; at last 1.5 · 2²³, among whose neighbours only whole numbers are floats. They are read from memory, for constants in a loop cost more.
 */
const TABLE: usize = memory.data<f32>([
  -105, 90, 1.44269504088896341, -0.693359375, 2.12194440e-4, 1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3,
  4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1, 1, 12582912,
], 16);

/** What is no number stays none; results below the smallest normal number are kept as far as float32 can. */
@inline
export function exp4(given: v128): v128 {
  const x = f32x4.pmin(f32x4.pmax(given, v128.load32_splat(TABLE)), v128.load32_splat(TABLE, 4));
  const far = v128.load32_splat(TABLE, 48);
  const rounded = madd(x, v128.load32_splat(TABLE, 8), far);
  const n = f32x4.sub(rounded, far);
  const r = madd(n, v128.load32_splat(TABLE, 16), madd(n, v128.load32_splat(TABLE, 12), x));
  // By pairs, so that less waits for what came before (Estrin's scheme).
  const square = f32x4.mul(r, r);
  let p = madd(v128.load32_splat(TABLE, 20), r, v128.load32_splat(TABLE, 24));
  p = madd(p, square, madd(v128.load32_splat(TABLE, 28), r, v128.load32_splat(TABLE, 32)));
  p = madd(p, square, madd(v128.load32_splat(TABLE, 36), r, v128.load32_splat(TABLE, 40)));
  p = f32x4.add(madd(p, square, r), v128.load32_splat(TABLE, 44));
  // 2ⁿ as two factors: n reaches from −151 to 130, the exponent of one number only from −126 to 127.
  const whole = i32x4.sub(rounded, far);
  const half = i32x4.shr_s(whole, 1);
  const one = v128.load32_splat(TABLE, 44);
  const low = i32x4.add(i32x4.shl(half, 23), one);
  const high = i32x4.add(i32x4.shl(i32x4.sub(whole, half), 23), one);
  return f32x4.mul(f32x4.mul(p, low), high);
}

@inline
export function exp1(x: f32): f32 {
  return f32x4.extract_lane(exp4(f32x4.splat(x)), 0);
}
