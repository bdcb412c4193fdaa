/** 1/(1 + e⁻ˣ), four numbers at a time, to about three units in the last place. */
import { exp4 } from './exp';

/** Read from memory, for constants in a loop cost more. */
const ONE: usize = memory.data<f32>([1], 16);

@inline
export function sigmoid4(x: v128): v128 {
  const one = v128.load32_splat(ONE);
  return f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(x))));
}
