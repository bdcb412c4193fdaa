/**
 * A tile of 6 rows by 16 columns: 24 sums, which twelve registers of 256 bits hold where the host makes one vector of two.
 * Where it does not they are too many, and two of `tile` are faster.
 */
import { clip, madd } from '../simd';

/** See `../tile.ts`. */
export function wideTile(
  rows: usize,
  runs: i32,
  length: i32,
  lastLength: i32,
  offsets: usize,
  b: usize,
  next: usize,
  column: usize,
  bias: usize,
  adds: bool,
  bounds: usize,
): void {
  let c00: v128, c01: v128, c02: v128, c03: v128, c10: v128, c11: v128, c12: v128, c13: v128;
  let c20: v128, c21: v128, c22: v128, c23: v128, c30: v128, c31: v128, c32: v128, c33: v128;
  let c40: v128, c41: v128, c42: v128, c43: v128, c50: v128, c51: v128, c52: v128, c53: v128;
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
    p = <usize>load<u32>(rows, 40) + column;
    c40 = v128.load(p);
    c41 = v128.load(p, 16);
    c42 = v128.load(p, 32);
    c43 = v128.load(p, 48);
    p = <usize>load<u32>(rows, 44) + column;
    c50 = v128.load(p);
    c51 = v128.load(p, 16);
    c52 = v128.load(p, 32);
    c53 = v128.load(p, 48);
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
    c10 = c00; c20 = c00; c30 = c00; c40 = c00; c50 = c00;
    c11 = c01; c21 = c01; c31 = c01; c41 = c01; c51 = c01;
    c12 = c02; c22 = c02; c32 = c02; c42 = c02; c52 = c02;
    c13 = c03; c23 = c03; c33 = c03; c43 = c03; c53 = c03;
  }
  for (let r = 0; r < runs; r++) {
    const offset = <usize>load<u32>(offsets + (<usize>r << 2));
    let a0 = <usize>load<u32>(rows, 0) + offset;
    let a1 = <usize>load<u32>(rows, 4) + offset;
    let a2 = <usize>load<u32>(rows, 8) + offset;
    let a3 = <usize>load<u32>(rows, 12) + offset;
    let a4 = <usize>load<u32>(rows, 16) + offset;
    let a5 = <usize>load<u32>(rows, 20) + offset;
    let k = r === runs - 1 ? lastLength : length;
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
      a = v128.load32_splat(a4);
      c40 = madd(a, b0, c40); c41 = madd(a, b1, c41); c42 = madd(a, b2, c42); c43 = madd(a, b3, c43);
      a = v128.load32_splat(a5);
      c50 = madd(a, b0, c50); c51 = madd(a, b1, c51); c52 = madd(a, b2, c52); c53 = madd(a, b3, c53);

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
      a = v128.load32_splat(a4, 4);
      c40 = madd(a, b0, c40); c41 = madd(a, b1, c41); c42 = madd(a, b2, c42); c43 = madd(a, b3, c43);
      a = v128.load32_splat(a5, 4);
      c50 = madd(a, b0, c50); c51 = madd(a, b1, c51); c52 = madd(a, b2, c52); c53 = madd(a, b3, c53);
      a0 += 8; a1 += 8; a2 += 8; a3 += 8; a4 += 8; a5 += 8;
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
      a = v128.load32_splat(a4);
      c40 = madd(a, b0, c40); c41 = madd(a, b1, c41); c42 = madd(a, b2, c42); c43 = madd(a, b3, c43);
      a = v128.load32_splat(a5);
      c50 = madd(a, b0, c50); c51 = madd(a, b1, c51); c52 = madd(a, b2, c52); c53 = madd(a, b3, c53);
      a0 += 4; a1 += 4; a2 += 4; a3 += 4; a4 += 4; a5 += 4;
      b += 32;
      next += 32;
      k--;
    }
  }
  if (bounds !== 0) {
    const low = v128.load32_splat(bounds);
    const high = v128.load32_splat(bounds, 4);
    c00 = clip(c00, low, high); c01 = clip(c01, low, high); c02 = clip(c02, low, high); c03 = clip(c03, low, high);
    c10 = clip(c10, low, high); c11 = clip(c11, low, high); c12 = clip(c12, low, high); c13 = clip(c13, low, high);
    c20 = clip(c20, low, high); c21 = clip(c21, low, high); c22 = clip(c22, low, high); c23 = clip(c23, low, high);
    c30 = clip(c30, low, high); c31 = clip(c31, low, high); c32 = clip(c32, low, high); c33 = clip(c33, low, high);
    c40 = clip(c40, low, high); c41 = clip(c41, low, high); c42 = clip(c42, low, high); c43 = clip(c43, low, high);
    c50 = clip(c50, low, high); c51 = clip(c51, low, high); c52 = clip(c52, low, high); c53 = clip(c53, low, high);
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
  p = <usize>load<u32>(rows, 40) + column;
  v128.store(p, c40);
  v128.store(p, c41, 16);
  v128.store(p, c42, 32);
  v128.store(p, c43, 48);
  p = <usize>load<u32>(rows, 44) + column;
  v128.store(p, c50);
  v128.store(p, c51, 16);
  v128.store(p, c52, 32);
  v128.store(p, c53, 48);
}
