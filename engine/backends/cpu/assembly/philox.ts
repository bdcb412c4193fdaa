/**
 * Philox 4×32-10, as `engine/random/philox.ts` has it, four blocks at a time. In a command, from the whole number `at`
 * on: what stands in the counter behind the number of the block (time, index, purpose), then the two words of the key.
 */
import { int } from './command';
import { scratch } from './scratch';

const M0: u32 = 0xd2511f53;
const M1: u32 = 0xcd9e8d57;
const W0: u32 = 0x9e3779b9;
const W1: u32 = 0xbb67ae85;

/** Words that are made at a time. */
export const WORDS: i32 = 16;
/** Where they lie, in their order. */
@inline
export function words(): usize {
  return scratch;
}

@inline
function evens(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27);
}

@inline
function odds(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31);
}

/** Makes the words of four blocks, from block `first` on. */
export function draw(command: usize, at: i32, first: i32): void {
  const m0 = i32x4.splat(M0);
  const m1 = i32x4.splat(M1);
  let x0 = i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3));
  let x1 = i32x4.splat(int(command, at));
  let x2 = i32x4.splat(int(command, at + 1));
  let x3 = i32x4.splat(int(command, at + 2));
  let k0 = <u32>int(command, at + 3);
  let k1 = <u32>int(command, at + 4);
  for (let round = 0; round < 10; round++) {
    const a = i64x2.extmul_low_i32x4_u(m0, x0);
    const b = i64x2.extmul_high_i32x4_u(m0, x0);
    const c = i64x2.extmul_low_i32x4_u(m1, x2);
    const d = i64x2.extmul_high_i32x4_u(m1, x2);
    x0 = v128.xor(v128.xor(odds(c, d), x1), i32x4.splat(k0));
    x1 = evens(c, d);
    x2 = v128.xor(v128.xor(odds(a, b), x3), i32x4.splat(k1));
    x3 = evens(a, b);
    k0 += W0;
    k1 += W1;
  }
  const low01 = i8x16.shuffle(x0, x1, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
  const high01 = i8x16.shuffle(x0, x1, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
  const low23 = i8x16.shuffle(x2, x3, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
  const high23 = i8x16.shuffle(x2, x3, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
  const to = words();
  v128.store(to, i8x16.shuffle(low01, low23, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23));
  v128.store(to, i8x16.shuffle(low01, low23, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31), 16);
  v128.store(to, i8x16.shuffle(high01, high23, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23), 32);
  v128.store(to, i8x16.shuffle(high01, high23, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31), 48);
}
