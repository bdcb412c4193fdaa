/** What transforms of Winograd's filtering share. They work on 4 channels at a time, or on 8 where that is faster. */

/**
 * Constants are loaded: written out, each use in a loop would build them anew. They lie in memory where those of the
 * kernels do not.
 */
const constants = memory.data<f32>([0.25, -1.0 / 6.0, 1.0 / 24.0, 1.0 / 12.0, 1.0 / 6.0, 2, 4, -5, 8]);

@inline
function constant(i: usize): v128 {
  return v128.load32_splat(constants + (i << 2));
}

@inline
export function quarter(): v128 {
  return constant(0);
}

@inline
export function minusSixth(): v128 {
  return constant(1);
}

@inline
export function twentyFourth(): v128 {
  return constant(2);
}

@inline
export function twelfth(): v128 {
  return constant(3);
}

@inline
export function sixth(): v128 {
  return constant(4);
}

@inline
export function two(): v128 {
  return constant(5);
}

@inline
export function four(): v128 {
  return constant(6);
}

@inline
export function minusFive(): v128 {
  return constant(7);
}

@inline
export function eight(): v128 {
  return constant(8);
}

/** The address of pixel i at byte c, of those listed. */
@inline
export function pixel(pixels: usize, i: usize, c: usize): usize {
  return <usize>load<u32>(pixels + (i << 2)) + c;
}
