/** The error function, four numbers at a time, to about two units in the last place. */
import { exp4 } from './exp';
import { madd } from './simd';

/**
 * After N. Juffa, my_erff: up to 475/512 a polynomial in x², above it 1 − eᵖ of a polynomial in x. They are read from
 * memory, for constants in a loop cost more.
 */
const TABLE: usize = memory.data<f32>([
  0.927734375, 4, -5.96761703e-4, 4.99119423e-3, -2.67681349e-2, 1.12819925e-1, -3.76125336e-1, 1.28379166e-1,
  -1.72853470e-5, 3.83197126e-4, -3.88396438e-3, 2.42546219e-2, -1.06777877e-1, -6.34846687e-1, -1.28717512e-1, 1,
  -0.0,
], 16);

@inline
export function erf4(x: v128): v128 {
  const a = f32x4.min(f32x4.abs(x), v128.load32_splat(TABLE, 4));
  const square = f32x4.mul(a, a);
  let near = v128.load32_splat(TABLE, 8);
  near = madd(near, square, v128.load32_splat(TABLE, 12));
  near = madd(near, square, v128.load32_splat(TABLE, 16));
  near = madd(near, square, v128.load32_splat(TABLE, 20));
  near = madd(near, square, v128.load32_splat(TABLE, 24));
  near = madd(near, square, v128.load32_splat(TABLE, 28));
  near = madd(near, a, a);
  let far = madd(v128.load32_splat(TABLE, 32), a, v128.load32_splat(TABLE, 36));
  far = madd(far, square, madd(v128.load32_splat(TABLE, 40), a, v128.load32_splat(TABLE, 44)));
  far = madd(far, a, v128.load32_splat(TABLE, 48));
  far = madd(far, a, v128.load32_splat(TABLE, 52));
  far = madd(far, a, v128.load32_splat(TABLE, 56));
  far = exp4(f32x4.sub(f32x4.mul(far, a), a));
  far = f32x4.sub(v128.load32_splat(TABLE, 60), far);
  const found = v128.bitselect(near, far, f32x4.lt(a, v128.load32_splat(TABLE)));
  return v128.or(found, v128.and(x, v128.load32_splat(TABLE, 64)));
}
