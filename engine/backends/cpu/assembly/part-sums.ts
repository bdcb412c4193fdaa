/**
 * Gradients of scales and shifts, summed over rows by each thread in four rows of its own, as wide as there are channels:
 * two of totals, of the scale and of the shift, and two of the block of rows that it works on, so that rounding does not
 * grow with their number.
 */
import { address, int, share } from './command';
import { get, put } from './simd';

/** Rows that are summed before they are added to what was. */
export const BLOCK: i32 = 64;

/** The thread's rows, with totals of zero. */
export function beginSums(rows: usize, thread: i32, size: usize): usize {
  const own = rows + <usize>thread * 4 * size;
  memory.fill(own, 0, 2 * size);
  return own;
}

export function addBlock(sums: usize, size: usize): void {
  let c: usize = 0;
  for (; c + 16 <= 2 * size; c += 16) put(sums + c, f32x4.add(get(sums + c, true), get(sums + 2 * size + c, true)), true);
  for (; c < 2 * size; c += 4) put(sums + c, f32x4.add(get(sums + c, false), get(sums + 2 * size + c, false)), false);
}

/** Ints: rows of all threads, gradients of scale and shift, channels. */
export function partNormSums(command: usize, thread: i32, threads: i32): void {
  const size = <usize>int(command, 3) << 2;
  const end = <usize>share(int(command, 3), 16, thread + 1, threads) << 2;
  for (let c = <usize>share(int(command, 3), 16, thread, threads) << 2; c < end; c += 4) {
    let scale: f64 = 0;
    let shift: f64 = 0;
    for (let t = 0; t < threads; t++) {
      const own = address(command, 0) + <usize>t * 4 * size + c;
      scale += load<f32>(own);
      shift += load<f32>(own + size);
    }
    store<f32>(address(command, 1) + c, <f32>scale);
    store<f32>(address(command, 2) + c, <f32>shift);
  }
}
