/** A tile of 6 rows by 8 columns of AᵀB, summed over rows of both: the heart of the gradients of weights. */
import { scratch } from './scratch';
import { madd } from './simd';

/** In scratch, where a tile that hangs over its matrix is kept. */
const SPARE: usize = 256;

/**
 * C ← Σ aᵀb over `planes` × `rows` × `length` places, plus C where `adds`. At each place there are 6 numbers of A and 8
 * of B. Those of B lie one behind the other; those of A lie `aStep` bytes apart along a row, rows and planes as far
 * apart as told. Only `height` × `width` numbers of C are written, the rows `cStep` bytes apart.
 */
export function outerTile(
  a: usize,
  aStep: usize,
  b: usize,
  planes: i32,
  rows: i32,
  length: i32,
  rowStep: usize,
  planeStep: usize,
  c: usize,
  cStep: usize,
  height: i32,
  width: i32,
  adds: bool,
): void {
  const whole = height === 6 && width === 8;
  let target = c;
  let step = cStep;
  if (!whole) {
    target = scratch + SPARE;
    step = 32;
    if (adds)
      for (let r = 0; r < height; r++)
        for (let j = 0; j < width; j++)
          store<f32>(target + <usize>(r * 32 + j * 4), load<f32>(c + <usize>r * cStep + (<usize>j << 2)));
  }
  let c00 = f32x4.splat(0);
  let c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
  if (adds) {
    let p = target;
    c00 = v128.load(p);
    c01 = v128.load(p, 16);
    p += step;
    c10 = v128.load(p);
    c11 = v128.load(p, 16);
    p += step;
    c20 = v128.load(p);
    c21 = v128.load(p, 16);
    p += step;
    c30 = v128.load(p);
    c31 = v128.load(p, 16);
    p += step;
    c40 = v128.load(p);
    c41 = v128.load(p, 16);
    p += step;
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
        c00 = madd(x, b0, c00);
        c01 = madd(x, b1, c01);
        x = v128.load32_splat(at, 4);
        c10 = madd(x, b0, c10);
        c11 = madd(x, b1, c11);
        x = v128.load32_splat(at, 8);
        c20 = madd(x, b0, c20);
        c21 = madd(x, b1, c21);
        x = v128.load32_splat(at, 12);
        c30 = madd(x, b0, c30);
        c31 = madd(x, b1, c31);
        x = v128.load32_splat(at, 16);
        c40 = madd(x, b0, c40);
        c41 = madd(x, b1, c41);
        x = v128.load32_splat(at, 20);
        c50 = madd(x, b0, c50);
        c51 = madd(x, b1, c51);
        at += aStep;
        b += 32;
      }
      row += rowStep;
    }
  }
  let p = target;
  v128.store(p, c00);
  v128.store(p, c01, 16);
  p += step;
  v128.store(p, c10);
  v128.store(p, c11, 16);
  p += step;
  v128.store(p, c20);
  v128.store(p, c21, 16);
  p += step;
  v128.store(p, c30);
  v128.store(p, c31, 16);
  p += step;
  v128.store(p, c40);
  v128.store(p, c41, 16);
  p += step;
  v128.store(p, c50);
  v128.store(p, c51, 16);
  if (whole) return;
  for (let r = 0; r < height; r++)
    for (let j = 0; j < width; j++)
      store<f32>(c + <usize>r * cStep + (<usize>j << 2), load<f32>(target + <usize>(r * 32 + j * 4)));
}
