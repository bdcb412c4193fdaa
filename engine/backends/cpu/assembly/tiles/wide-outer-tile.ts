/** A tile of 6 rows by 16 columns of AᵀB: see `wide-tile.ts`. */
import { madd } from '../simd';

/** See `../tile.ts`. */
export function wideOuterTile(
  a: usize,
  aStep: usize,
  b: usize,
  next: usize,
  bStep: usize,
  planes: i32,
  rows: i32,
  length: i32,
  rowStep: usize,
  planeStep: usize,
  c: usize,
  cStep: usize,
  adds: bool,
): void {
  const zero = f32x4.splat(0);
  let c00 = zero, c01 = zero, c02 = zero, c03 = zero, c10 = zero, c11 = zero, c12 = zero, c13 = zero;
  let c20 = zero, c21 = zero, c22 = zero, c23 = zero, c30 = zero, c31 = zero, c32 = zero, c33 = zero;
  let c40 = zero, c41 = zero, c42 = zero, c43 = zero, c50 = zero, c51 = zero, c52 = zero, c53 = zero;
  if (adds) {
    let p = c;
    c00 = v128.load(p);
    c01 = v128.load(p, 16);
    c02 = v128.load(p, 32);
    c03 = v128.load(p, 48);
    p += cStep;
    c10 = v128.load(p);
    c11 = v128.load(p, 16);
    c12 = v128.load(p, 32);
    c13 = v128.load(p, 48);
    p += cStep;
    c20 = v128.load(p);
    c21 = v128.load(p, 16);
    c22 = v128.load(p, 32);
    c23 = v128.load(p, 48);
    p += cStep;
    c30 = v128.load(p);
    c31 = v128.load(p, 16);
    c32 = v128.load(p, 32);
    c33 = v128.load(p, 48);
    p += cStep;
    c40 = v128.load(p);
    c41 = v128.load(p, 16);
    c42 = v128.load(p, 32);
    c43 = v128.load(p, 48);
    p += cStep;
    c50 = v128.load(p);
    c51 = v128.load(p, 16);
    c52 = v128.load(p, 32);
    c53 = v128.load(p, 48);
  }
  for (let plane = 0; plane < planes; plane++) {
    let row = a + <usize>plane * planeStep;
    for (let r = 0; r < rows; r++) {
      let at = row;
      for (let k = length; k > 0; k--) {
        const b0 = v128.load(b);
        const b1 = v128.load(b, 16);
        const b2 = v128.load(next);
        const b3 = v128.load(next, 16);
        let x = v128.load32_splat(at);
        c00 = madd(x, b0, c00); c01 = madd(x, b1, c01); c02 = madd(x, b2, c02); c03 = madd(x, b3, c03);
        x = v128.load32_splat(at, 4);
        c10 = madd(x, b0, c10); c11 = madd(x, b1, c11); c12 = madd(x, b2, c12); c13 = madd(x, b3, c13);
        x = v128.load32_splat(at, 8);
        c20 = madd(x, b0, c20); c21 = madd(x, b1, c21); c22 = madd(x, b2, c22); c23 = madd(x, b3, c23);
        x = v128.load32_splat(at, 12);
        c30 = madd(x, b0, c30); c31 = madd(x, b1, c31); c32 = madd(x, b2, c32); c33 = madd(x, b3, c33);
        x = v128.load32_splat(at, 16);
        c40 = madd(x, b0, c40); c41 = madd(x, b1, c41); c42 = madd(x, b2, c42); c43 = madd(x, b3, c43);
        x = v128.load32_splat(at, 20);
        c50 = madd(x, b0, c50); c51 = madd(x, b1, c51); c52 = madd(x, b2, c52); c53 = madd(x, b3, c53);
        at += aStep;
        b += bStep;
        next += bStep;
      }
      row += rowStep;
    }
  }
  let p = c;
  v128.store(p, c00);
  v128.store(p, c01, 16);
  v128.store(p, c02, 32);
  v128.store(p, c03, 48);
  p += cStep;
  v128.store(p, c10);
  v128.store(p, c11, 16);
  v128.store(p, c12, 32);
  v128.store(p, c13, 48);
  p += cStep;
  v128.store(p, c20);
  v128.store(p, c21, 16);
  v128.store(p, c22, 32);
  v128.store(p, c23, 48);
  p += cStep;
  v128.store(p, c30);
  v128.store(p, c31, 16);
  v128.store(p, c32, 32);
  v128.store(p, c33, 48);
  p += cStep;
  v128.store(p, c40);
  v128.store(p, c41, 16);
  v128.store(p, c42, 32);
  v128.store(p, c43, 48);
  p += cStep;
  v128.store(p, c50);
  v128.store(p, c51, 16);
  v128.store(p, c52, 32);
  v128.store(p, c53, 48);
}
