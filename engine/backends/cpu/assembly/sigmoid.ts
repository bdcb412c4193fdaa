/** 1/(1 + e⁻ˣ), four numbers at a time, to about three units in the last place. */
import { Left, ONE, TABLE } from './constants';
import { exp4 } from './exp';

@inline
export function sigmoid4<S = Left>(x: v128, t: usize = TABLE): v128 {
  const one = v128.load(t, ONE + offsetof<S>());
  return f32x4.div(one, f32x4.add(one, exp4<S>(f32x4.neg(x), t)));
}
