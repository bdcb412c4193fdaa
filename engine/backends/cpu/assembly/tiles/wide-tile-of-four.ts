/** A tile of 4 rows by 16 columns: see `wide-tile.ts`. */
import { madd } from '../simd';

/** See `../tile.ts`. */
export function wideTileOfFour(
  rows: usize,
  length: i32,
  offset: usize,
  b: usize,
  next: usize,
  column: usize,
  bias: usize,
  adds: bool,
): void {
  let c00: v128, c01: v128, c02: v128, c03: v128, c10: v128, c11: v128, c12: v128, c13: v128;
  let c20: v128, c21: v128, c22: v128, c23: v128, c30: v128, c31: v128, c32: v128, c33: v128;
  if (adds) {
    let p = <usize>load<u32>(rows, 24) + column;
    c00 = v128.load(p);
    c01 = v128.load(p, 16);
    c02 = v128.load(p, 32);
    c03 = v128.load(p, 48);
    p = <usize>load<u32>(rows, 28) + column;
    c10 = v128.load(p);
    c11 = v128.load(p, 16);
    c12 = v128.load(p, 32);
    c13 = v128.load(p, 48);
    p = <usize>load<u32>(rows, 32) + column;
    c20 = v128.load(p);
    c21 = v128.load(p, 16);
    c22 = v128.load(p, 32);
    c23 = v128.load(p, 48);
    p = <usize>load<u32>(rows, 36) + column;
    c30 = v128.load(p);
    c31 = v128.load(p, 16);
    c32 = v128.load(p, 32);
    c33 = v128.load(p, 48);
  } else {
    if (bias !== 0) {
      c00 = v128.load(bias);
      c01 = v128.load(bias, 16);
      c02 = v128.load(bias, 32);
      c03 = v128.load(bias, 48);
    } else {
      c00 = f32x4.splat(0);
      c01 = c00; c02 = c00; c03 = c00;
    }
    c10 = c00; c20 = c00; c30 = c00;
    c11 = c01; c21 = c01; c31 = c01;
    c12 = c02; c22 = c02; c32 = c02;
    c13 = c03; c23 = c03; c33 = c03;
  }
  let a0 = <usize>load<u32>(rows, 0) + offset;
  let a1 = <usize>load<u32>(rows, 4) + offset;
  let a2 = <usize>load<u32>(rows, 8) + offset;
  let a3 = <usize>load<u32>(rows, 12) + offset;
  let k = length;
  while (k >= 2) {
    let b0 = v128.load(b);
    let b1 = v128.load(b, 16);
    let b2 = v128.load(next);
    let b3 = v128.load(next, 16);
    let a = v128.load32_splat(a0);
    c00 = madd(a, b0, c00); c01 = madd(a, b1, c01); c02 = madd(a, b2, c02); c03 = madd(a, b3, c03);
    a = v128.load32_splat(a1);
    c10 = madd(a, b0, c10); c11 = madd(a, b1, c11); c12 = madd(a, b2, c12); c13 = madd(a, b3, c13);
    a = v128.load32_splat(a2);
    c20 = madd(a, b0, c20); c21 = madd(a, b1, c21); c22 = madd(a, b2, c22); c23 = madd(a, b3, c23);
    a = v128.load32_splat(a3);
    c30 = madd(a, b0, c30); c31 = madd(a, b1, c31); c32 = madd(a, b2, c32); c33 = madd(a, b3, c33);

    b0 = v128.load(b, 32);
    b1 = v128.load(b, 48);
    b2 = v128.load(next, 32);
    b3 = v128.load(next, 48);
    a = v128.load32_splat(a0, 4);
    c00 = madd(a, b0, c00); c01 = madd(a, b1, c01); c02 = madd(a, b2, c02); c03 = madd(a, b3, c03);
    a = v128.load32_splat(a1, 4);
    c10 = madd(a, b0, c10); c11 = madd(a, b1, c11); c12 = madd(a, b2, c12); c13 = madd(a, b3, c13);
    a = v128.load32_splat(a2, 4);
    c20 = madd(a, b0, c20); c21 = madd(a, b1, c21); c22 = madd(a, b2, c22); c23 = madd(a, b3, c23);
    a = v128.load32_splat(a3, 4);
    c30 = madd(a, b0, c30); c31 = madd(a, b1, c31); c32 = madd(a, b2, c32); c33 = madd(a, b3, c33);
    a0 += 8; a1 += 8; a2 += 8; a3 += 8;
    b += 64;
    next += 64;
    k -= 2;
  }
  while (k > 0) {
    let b0 = v128.load(b);
    let b1 = v128.load(b, 16);
    let b2 = v128.load(next);
    let b3 = v128.load(next, 16);
    let a = v128.load32_splat(a0);
    c00 = madd(a, b0, c00); c01 = madd(a, b1, c01); c02 = madd(a, b2, c02); c03 = madd(a, b3, c03);
    a = v128.load32_splat(a1);
    c10 = madd(a, b0, c10); c11 = madd(a, b1, c11); c12 = madd(a, b2, c12); c13 = madd(a, b3, c13);
    a = v128.load32_splat(a2);
    c20 = madd(a, b0, c20); c21 = madd(a, b1, c21); c22 = madd(a, b2, c22); c23 = madd(a, b3, c23);
    a = v128.load32_splat(a3);
    c30 = madd(a, b0, c30); c31 = madd(a, b1, c31); c32 = madd(a, b2, c32); c33 = madd(a, b3, c33);
    a0 += 4; a1 += 4; a2 += 4; a3 += 4;
    b += 32;
    next += 32;
    k--;
  }
  let p = <usize>load<u32>(rows, 24) + column;
  v128.store(p, c00);
  v128.store(p, c01, 16);
  v128.store(p, c02, 32);
  v128.store(p, c03, 48);
  p = <usize>load<u32>(rows, 28) + column;
  v128.store(p, c10);
  v128.store(p, c11, 16);
  v128.store(p, c12, 32);
  v128.store(p, c13, 48);
  p = <usize>load<u32>(rows, 32) + column;
  v128.store(p, c20);
  v128.store(p, c21, 16);
  v128.store(p, c22, 32);
  v128.store(p, c23, 48);
  p = <usize>load<u32>(rows, 36) + column;
  v128.store(p, c30);
  v128.store(p, c31, 16);
  v128.store(p, c32, 32);
  v128.store(p, c33, 48);
}
