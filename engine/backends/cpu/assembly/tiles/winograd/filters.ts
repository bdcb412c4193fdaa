import { minusSixth, quarter, sixth, twelfth, twentyFourth } from './points';

/** G of three vectors: six at `to`, `gap` bytes apart. */
@inline
function spread(
  g0: v128,
  g1: v128,
  g2: v128,
  to: usize,
  gap: usize,
  by14: v128,
  byMinus: v128,
  by16: v128,
  by112: v128,
  by124: v128,
): void {
  const sum = f32x4.add(g0, g2);
  const mix = f32x4.add(f32x4.mul(by124, g0), f32x4.mul(by16, g2));
  const half = f32x4.mul(by112, g1);
  v128.store(to, f32x4.mul(by14, g0));
  v128.store(to + gap, f32x4.mul(byMinus, f32x4.add(sum, g1)));
  v128.store(to + 2 * gap, f32x4.mul(byMinus, f32x4.sub(sum, g1)));
  v128.store(to + 3 * gap, f32x4.add(mix, half));
  v128.store(to + 4 * gap, f32x4.sub(mix, half));
  v128.store(to + 5 * gap, g2);
}

/** `spread` of three pairs of vectors, those of the second lying behind those of the first. */
@inline
function spreadPairs(
  p0: usize,
  p1: usize,
  p2: usize,
  to: usize,
  gap: usize,
  by14: v128,
  byMinus: v128,
  by16: v128,
  by112: v128,
  by124: v128,
): void {
  const g0 = v128.load(p0);
  const x0 = v128.load(p0, 16);
  const g1 = v128.load(p1);
  const x1 = v128.load(p1, 16);
  const g2 = v128.load(p2);
  const x2 = v128.load(p2, 16);
  const sum = f32x4.add(g0, g2);
  const sumX = f32x4.add(x0, x2);
  const mix = f32x4.add(f32x4.mul(by124, g0), f32x4.mul(by16, g2));
  const mixX = f32x4.add(f32x4.mul(by124, x0), f32x4.mul(by16, x2));
  const half = f32x4.mul(by112, g1);
  const halfX = f32x4.mul(by112, x1);
  v128.store(to, f32x4.mul(by14, g0));
  v128.store(to, f32x4.mul(by14, x0), 16);
  to += gap;
  v128.store(to, f32x4.mul(byMinus, f32x4.add(sum, g1)));
  v128.store(to, f32x4.mul(byMinus, f32x4.add(sumX, x1)), 16);
  to += gap;
  v128.store(to, f32x4.mul(byMinus, f32x4.sub(sum, g1)));
  v128.store(to, f32x4.mul(byMinus, f32x4.sub(sumX, x1)), 16);
  to += gap;
  v128.store(to, f32x4.add(mix, half));
  v128.store(to, f32x4.add(mixX, halfX), 16);
  to += gap;
  v128.store(to, f32x4.sub(mix, half));
  v128.store(to, f32x4.sub(mixX, halfX), 16);
  to += gap;
  v128.store(to, g2);
  v128.store(to, x2, 16);
}

/** GgGᵀ of four filters whose elements lie `element` bytes apart (against memory's order where that is negative): 36 vectors, `point` bytes apart. */
function transformFour(way: usize, w: usize, element: usize, to: usize, point: usize): void {
  const by14 = quarter();
  const byMinus = minusSixth();
  const by16 = sixth();
  const by112 = twelfth();
  const by124 = twentyFourth();
  for (let j: usize = 0; j < 3; j++) {
    const p = w + j * element;
    const g0 = v128.load(p);
    const g1 = v128.load(p + 3 * element);
    const g2 = v128.load(p + 6 * element);
    spread(g0, g1, g2, way + j * 16, 48, by14, byMinus, by16, by112, by124);
  }
  for (let i: usize = 0; i < 6; i++) {
    const p = way + i * 48;
    const g0 = v128.load(p);
    const g1 = v128.load(p, 16);
    const g2 = v128.load(p, 32);
    spread(g0, g1, g2, to + 6 * i * point, point, by14, byMinus, by16, by112, by124);
  }
}

/** `transformFour` of eight. */
function transformEight(way: usize, w: usize, element: usize, to: usize, point: usize): void {
  const by14 = quarter();
  const byMinus = minusSixth();
  const by16 = sixth();
  const by112 = twelfth();
  const by124 = twentyFourth();
  for (let j: usize = 0; j < 3; j++) {
    const p = w + j * element;
    spreadPairs(p, p + 3 * element, p + 6 * element, way + j * 32, 96, by14, byMinus, by16, by112, by124);
  }
  for (let i: usize = 0; i < 6; i++) {
    const p = way + i * 96;
    spreadPairs(p, p + 32, p + 64, to + 6 * i * point, point, by14, byMinus, by16, by112, by124);
  }
}

/** See `../../winograd/transforms.ts`. */
export function transformFilters(way: usize, w: usize, element: usize, to: usize, point: usize, columns: i32, wide: bool): void {
  if (columns === 8 && wide) {
    transformEight(way, w, element, to, point);
    return;
  }
  transformFour(way, w, element, to, point);
  if (columns === 8) transformFour(way, w + 16, element, to + 16, point);
  else for (let p: usize = 0; p < 36; p++) v128.store(to + p * point, f32x4.splat(0), 16);
}

/** Four vectors of four, 576 bytes apart, turned: to four rows of a panel. */
@inline
function turn(p: usize, to: usize): void {
  const a = v128.load(p);
  const b = v128.load(p, 576);
  const c = v128.load(p, 1152);
  const d = v128.load(p, 1728);
  const ab0 = i8x16.shuffle(a, b, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
  const ab1 = i8x16.shuffle(a, b, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
  const cd0 = i8x16.shuffle(c, d, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
  const cd1 = i8x16.shuffle(c, d, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
  v128.store(to, i8x16.shuffle(ab0, cd0, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23));
  v128.store(to, i8x16.shuffle(ab0, cd0, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31), 32);
  v128.store(to, i8x16.shuffle(ab1, cd1, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23), 64);
  v128.store(to, i8x16.shuffle(ab1, cd1, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31), 96);
}

/** See `../../winograd/transforms.ts`. */
export function transformTurnedFilters(
  way: usize,
  w: usize,
  element: usize,
  columnStep: usize,
  to: usize,
  point: usize,
  columns: i32,
): void {
  const turned = way + 288;
  for (let q = 0; q < columns; q++) {
    const from = w + 8 * element + <usize>q * columnStep;
    transformFour(way, from, 0 - element, turned + <usize>q * 576, 16);
  }
  for (let p: usize = 0; p < 36; p++) {
    turn(turned + p * 16, to + p * point);
    if (columns === 8) turn(turned + 2304 + p * 16, to + p * point + 16);
    else for (let r: usize = 0; r < 4; r++) v128.store(to + p * point + r * 32, f32x4.splat(0), 16);
  }
}
