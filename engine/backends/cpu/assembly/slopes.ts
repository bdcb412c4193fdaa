/** What gradients of recurrences multiply by, four numbers at a time. */
import { Left, ONE, TABLE } from './constants';
import { get } from './simd';

/** 1 − y. */
@inline
export function rest<S = Left>(y: v128, t: usize = TABLE): v128 {
  return f32x4.sub(v128.load(t, ONE + offsetof<S>()), y);
}

/** The slope of a sigmoid where it is y. */
@inline
export function sigmoidSlope<S = Left>(y: v128, t: usize = TABLE): v128 {
  return f32x4.mul(y, rest<S>(y, t));
}

/** The slope of a tanh where it is y. */
@inline
export function tanhSlope(y: v128): v128 {
  return rest(f32x4.mul(y, y));
}

/** The slope of max(0, x) where it is y. */
@inline
export function reluSlope(y: v128): v128 {
  return v128.and(f32x4.gt(y, f32x4.splat(0)), v128.load(TABLE, ONE));
}

/** Numbers `j` bytes behind a place; zeros where there is none. */
@inline
export function given(place: usize, j: usize, four: bool): v128 {
  return place === 0 ? f32x4.splat(0) : get(place + j, four);
}
