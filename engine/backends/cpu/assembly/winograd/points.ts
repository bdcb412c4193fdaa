/** Where the transformed tiles of a convolution lie, and what transforms share. */
import { scratch } from '../scratch';

/** In scratch: addresses of pixels; vectors on their way. */
const PIXELS: usize = 1024;
const VECTORS: usize = 2048;

/** Bytes from a point's numbers to the next's: one line more, so that points do not meet in the same sets of a cache. */
@inline
export function spread(numbers: i32): usize {
  return (<usize>numbers << 2) + 64;
}

/** Where the addresses of pixels are listed. */
@inline
export function pixels(): usize {
  return scratch + PIXELS;
}

/** Where vectors lie on their way. */
@inline
export function way(): usize {
  return scratch + VECTORS;
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
  let to = pixels();
  for (let i = row; i < row + size; i++) {
    for (let j = col; j < col + size; j++) {
      const inside = i >= 0 && i < rows && j >= 0 && j < cols;
      store<u32>(to, <u32>(inside ? x + <usize>(i * cols + j) * bytes : zeros));
      to += 4;
    }
  }
}
