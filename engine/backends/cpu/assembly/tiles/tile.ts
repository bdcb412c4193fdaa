/** A tile of 6 rows by 8 columns: twelve sums, which twelve registers of 128 bits hold beside two vectors of B and one of A. */
import { clip, madd } from '../simd';

/** See `../tile.ts`. */
export function tile(
  rows: usize,
  runs: i32,
  length: i32,
  lastLength: i32,
  offsets: usize,
  b: usize,
  column: usize,
  bias: usize,
  adds: bool,
  bounds: usize,
): void {
  let c00: v128, c01: v128, c10: v128, c11: v128, c20: v128, c21: v128;
  let c30: v128, c31: v128, c40: v128, c41: v128, c50: v128, c51: v128;
  if (adds) {
    let p = <usize>load<u32>(rows, 24) + column;
    c00 = v128.load(p);
    c01 = v128.load(p, 16);
    p = <usize>load<u32>(rows, 28) + column;
    c10 = v128.load(p);
    c11 = v128.load(p, 16);
    p = <usize>load<u32>(rows, 32) + column;
    c20 = v128.load(p);
    c21 = v128.load(p, 16);
    p = <usize>load<u32>(rows, 36) + column;
    c30 = v128.load(p);
    c31 = v128.load(p, 16);
    p = <usize>load<u32>(rows, 40) + column;
    c40 = v128.load(p);
    c41 = v128.load(p, 16);
    p = <usize>load<u32>(rows, 44) + column;
    c50 = v128.load(p);
    c51 = v128.load(p, 16);
  } else {
    if (bias !== 0) {
      c00 = v128.load(bias);
      c01 = v128.load(bias, 16);
    } else {
      c00 = f32x4.splat(0);
      c01 = c00;
    }
    c10 = c00; c20 = c00; c30 = c00; c40 = c00; c50 = c00;
    c11 = c01; c21 = c01; c31 = c01; c41 = c01; c51 = c01;
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
    while (k >= 4) {
      let b0 = v128.load(b);
      let b1 = v128.load(b, 16);
      let a = v128.load32_splat(a0);
      c00 = madd(a, b0, c00); c01 = madd(a, b1, c01);
      a = v128.load32_splat(a1);
      c10 = madd(a, b0, c10); c11 = madd(a, b1, c11);
      a = v128.load32_splat(a2);
      c20 = madd(a, b0, c20); c21 = madd(a, b1, c21);
      a = v128.load32_splat(a3);
      c30 = madd(a, b0, c30); c31 = madd(a, b1, c31);
      a = v128.load32_splat(a4);
      c40 = madd(a, b0, c40); c41 = madd(a, b1, c41);
      a = v128.load32_splat(a5);
      c50 = madd(a, b0, c50); c51 = madd(a, b1, c51);

      b0 = v128.load(b, 32);
      b1 = v128.load(b, 48);
      a = v128.load32_splat(a0, 4);
      c00 = madd(a, b0, c00); c01 = madd(a, b1, c01);
      a = v128.load32_splat(a1, 4);
      c10 = madd(a, b0, c10); c11 = madd(a, b1, c11);
      a = v128.load32_splat(a2, 4);
      c20 = madd(a, b0, c20); c21 = madd(a, b1, c21);
      a = v128.load32_splat(a3, 4);
      c30 = madd(a, b0, c30); c31 = madd(a, b1, c31);
      a = v128.load32_splat(a4, 4);
      c40 = madd(a, b0, c40); c41 = madd(a, b1, c41);
      a = v128.load32_splat(a5, 4);
      c50 = madd(a, b0, c50); c51 = madd(a, b1, c51);

      b0 = v128.load(b, 64);
      b1 = v128.load(b, 80);
      a = v128.load32_splat(a0, 8);
      c00 = madd(a, b0, c00); c01 = madd(a, b1, c01);
      a = v128.load32_splat(a1, 8);
      c10 = madd(a, b0, c10); c11 = madd(a, b1, c11);
      a = v128.load32_splat(a2, 8);
      c20 = madd(a, b0, c20); c21 = madd(a, b1, c21);
      a = v128.load32_splat(a3, 8);
      c30 = madd(a, b0, c30); c31 = madd(a, b1, c31);
      a = v128.load32_splat(a4, 8);
      c40 = madd(a, b0, c40); c41 = madd(a, b1, c41);
      a = v128.load32_splat(a5, 8);
      c50 = madd(a, b0, c50); c51 = madd(a, b1, c51);

      b0 = v128.load(b, 96);
      b1 = v128.load(b, 112);
      a = v128.load32_splat(a0, 12);
      c00 = madd(a, b0, c00); c01 = madd(a, b1, c01);
      a = v128.load32_splat(a1, 12);
      c10 = madd(a, b0, c10); c11 = madd(a, b1, c11);
      a = v128.load32_splat(a2, 12);
      c20 = madd(a, b0, c20); c21 = madd(a, b1, c21);
      a = v128.load32_splat(a3, 12);
      c30 = madd(a, b0, c30); c31 = madd(a, b1, c31);
      a = v128.load32_splat(a4, 12);
      c40 = madd(a, b0, c40); c41 = madd(a, b1, c41);
      a = v128.load32_splat(a5, 12);
      c50 = madd(a, b0, c50); c51 = madd(a, b1, c51);
      a0 += 16; a1 += 16; a2 += 16; a3 += 16; a4 += 16; a5 += 16;
      b += 128;
      k -= 4;
    }
    while (k > 0) {
      let b0 = v128.load(b);
      let b1 = v128.load(b, 16);
      let a = v128.load32_splat(a0);
      c00 = madd(a, b0, c00); c01 = madd(a, b1, c01);
      a = v128.load32_splat(a1);
      c10 = madd(a, b0, c10); c11 = madd(a, b1, c11);
      a = v128.load32_splat(a2);
      c20 = madd(a, b0, c20); c21 = madd(a, b1, c21);
      a = v128.load32_splat(a3);
      c30 = madd(a, b0, c30); c31 = madd(a, b1, c31);
      a = v128.load32_splat(a4);
      c40 = madd(a, b0, c40); c41 = madd(a, b1, c41);
      a = v128.load32_splat(a5);
      c50 = madd(a, b0, c50); c51 = madd(a, b1, c51);
      a0 += 4; a1 += 4; a2 += 4; a3 += 4; a4 += 4; a5 += 4;
      b += 32;
      k--;
    }
  }
  if (bounds !== 0) {
    const low = v128.load32_splat(bounds);
    const high = v128.load32_splat(bounds, 4);
    c00 = clip(c00, low, high); c01 = clip(c01, low, high);
    c10 = clip(c10, low, high); c11 = clip(c11, low, high);
    c20 = clip(c20, low, high); c21 = clip(c21, low, high);
    c30 = clip(c30, low, high); c31 = clip(c31, low, high);
    c40 = clip(c40, low, high); c41 = clip(c41, low, high);
    c50 = clip(c50, low, high); c51 = clip(c51, low, high);
  }
  let p = <usize>load<u32>(rows, 24) + column;
  v128.store(p, c00);
  v128.store(p, c01, 16);
  p = <usize>load<u32>(rows, 28) + column;
  v128.store(p, c10);
  v128.store(p, c11, 16);
  p = <usize>load<u32>(rows, 32) + column;
  v128.store(p, c20);
  v128.store(p, c21, 16);
  p = <usize>load<u32>(rows, 36) + column;
  v128.store(p, c30);
  v128.store(p, c31, 16);
  p = <usize>load<u32>(rows, 40) + column;
  v128.store(p, c40);
  v128.store(p, c41, 16);
  p = <usize>load<u32>(rows, 44) + column;
  v128.store(p, c50);
  v128.store(p, c51, 16);
}
