/** Four floats at a time. */

/** a · b + c, fused where the host has relaxed SIMD. */
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** What is no number stays none. */
@inline
export function clip(x: v128, low: v128, high: v128): v128 {
  return f32x4.pmin(f32x4.pmax(x, low), high);
}

/** Four numbers, or one four times. */
@inline
export function get(place: usize, four: bool): v128 {
  return four ? v128.load(place) : v128.load32_splat(place);
}

/** The sum of the four. */
@inline
export function sumOf(four: v128): f32 {
  return f32x4.extract_lane(four, 0) + f32x4.extract_lane(four, 1) + (f32x4.extract_lane(four, 2) + f32x4.extract_lane(four, 3));
}

/** All four numbers, or the first. */
@inline
export function put(place: usize, value: v128, four: bool): void {
  if (four) v128.store(place, value);
  else v128.store32_lane(place, value, 0);
}
