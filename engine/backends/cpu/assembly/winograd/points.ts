/** Where the transformed tiles of a convolution lie, and what transforms share. */
import { scratch } from '../scratch';

/** In scratch: addresses of pixels; vectors on their way. */
const PIXELS: usize = 1024;
const VECTORS: usize = 2048;

/** Constants are loaded: written out, each use in a loop would build them anew. */
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

/** Bytes from a point's numbers to the next's: one line more, so that points do not meet in the same sets of a cache. */
@inline
export function spread(numbers: i32): usize {
  return (<usize>numbers << 2) + 64;
}

/** The place of vector i on its way. */
@inline
export function at(i: usize): usize {
  return scratch + VECTORS + (i << 4);
}

/** The addresses of `size` × `size` pixels from a row and column on; zeros outside. */
export function findPixels(
  x: usize,
  zeros: usize,
  row: i32,
  col: i32,
  rows: i32,
  cols: i32,
  bytes: usize,
  size: i32,
): void {
  let to = scratch + PIXELS;
  for (let i = row; i < row + size; i++) {
    for (let j = col; j < col + size; j++) {
      const inside = i >= 0 && i < rows && j >= 0 && j < cols;
      store<u32>(to, <u32>(inside ? x + <usize>(i * cols + j) * bytes : zeros));
      to += 4;
    }
  }
}

/** Four channels of a pixel that was found. */
@inline
export function pixel(i: usize, c: usize): v128 {
  return v128.load(<usize>load<u32>(scratch + PIXELS + (i << 2)) + c);
}

