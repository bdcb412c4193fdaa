/** A tile of 6 rows by 8 columns of AᵀB, summed over rows of both: the heart of the gradients of weights. */
import { madd } from '../simd';

/** See `../tile.ts`. */
export function outerTile(
  a: usize,
  aStep: usize,
  b: usize,
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
  let c00 = zero, c01 = zero, c10 = zero, c11 = zero, c20 = zero, c21 = zero;
  let c30 = zero, c31 = zero, c40 = zero, c41 = zero, c50 = zero, c51 = zero;
  if (adds) {
    let p = c;
    c00 = v128.load(p);
    c01 = v128.load(p, 16);
    p += cStep;
    c10 = v128.load(p);
    c11 = v128.load(p, 16);
    p += cStep;
    c20 = v128.load(p);
    c21 = v128.load(p, 16);
    p += cStep;
    c30 = v128.load(p);
    c31 = v128.load(p, 16);
    p += cStep;
    c40 = v128.load(p);
    c41 = v128.load(p, 16);
    p += cStep;
    c50 = v128.load(p);
    c51 = v128.load(p, 16);
  }
  for (let plane = 0; plane < planes; plane++) {
    let row = a + <usize>plane * planeStep;
    for (let r = 0; r < rows; r++) {
      let at = row;
      for (let k = length; k > 0; k--) {
        const b0 = v128.load(b);
        const b1 = v128.load(b, 16);
        let x = v128.load32_splat(at);
        c00 = madd(x, b0, c00); c01 = madd(x, b1, c01);
        x = v128.load32_splat(at, 4);
        c10 = madd(x, b0, c10); c11 = madd(x, b1, c11);
        x = v128.load32_splat(at, 8);
        c20 = madd(x, b0, c20); c21 = madd(x, b1, c21);
        x = v128.load32_splat(at, 12);
        c30 = madd(x, b0, c30); c31 = madd(x, b1, c31);
        x = v128.load32_splat(at, 16);
        c40 = madd(x, b0, c40); c41 = madd(x, b1, c41);
        x = v128.load32_splat(at, 20);
        c50 = madd(x, b0, c50); c51 = madd(x, b1, c51);
        at += aStep;
        b += bStep;
      }
      row += rowStep;
    }
  }
  let p = c;
  v128.store(p, c00);
  v128.store(p, c01, 16);
  p += cStep;
  v128.store(p, c10);
  v128.store(p, c11, 16);
  p += cStep;
  v128.store(p, c20);
  v128.store(p, c21, 16);
  p += cStep;
  v128.store(p, c30);
  v128.store(p, c31, 16);
  p += cStep;
  v128.store(p, c40);
  v128.store(p, c41, 16);
  p += cStep;
  v128.store(p, c50);
  v128.store(p, c51, 16);
}
