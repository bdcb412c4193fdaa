import { address, int, share } from '../command';
import { at, minusSixth, quarter, sixth, spread, twelfth, twentyFourth } from './points';

/** G of three vectors: six at `to`, `gap` bytes apart. */
@inline
function spreadFilter(g0: v128, g1: v128, g2: v128, to: usize, gap: usize): void {
  const minus = minusSixth();
  const sum = f32x4.add(g0, g2);
  const mix = f32x4.add(f32x4.mul(twentyFourth(), g0), f32x4.mul(sixth(), g2));
  const half = f32x4.mul(twelfth(), g1);
  v128.store(to, f32x4.mul(quarter(), g0));
  v128.store(to + gap, f32x4.mul(minus, f32x4.add(sum, g1)));
  v128.store(to + 2 * gap, f32x4.mul(minus, f32x4.sub(sum, g1)));
  v128.store(to + 3 * gap, f32x4.add(mix, half));
  v128.store(to + 4 * gap, f32x4.sub(mix, half));
  v128.store(to + 5 * gap, g2);
}

/** GgGᵀ of four filters whose elements lie `step` bytes apart (against memory's order where it is negative): 36 vectors at `to`. */
function transformFilter(w: usize, step: usize, to: usize): void {
  for (let j: usize = 0; j < 3; j++) {
    const p = w + j * step;
    spreadFilter(v128.load(p), v128.load(p + 3 * step), v128.load(p + 6 * step), to + j * 16, 96);
  }
  for (let i: usize = 0; i < 6; i++) {
    const p = to + i * 96;
    spreadFilter(v128.load(p), v128.load(p, 16), v128.load(p, 32), p, 16);
  }
}

/**
 * GgGᵀ of every filter, packed as `pack` does at every point. Ints: filters, target, in, out, whether for the gradient
 * of the input: in and out change places then, and the filters are turned by 180°; 5 the first column that is wanted
 * and how many. In and out are multiples of 4.
 */
export function winogradFilters(command: usize, thread: i32, threads: i32): void {
  const w = address(command, 0);
  const target = address(command, 1);
  const inputs = int(command, 2);
  const outputs = int(command, 3);
  const turned = int(command, 4) !== 0;
  const depth = turned ? outputs : inputs;
  const first = int(command, 5);
  const columns = int(command, 6);
  const element = <usize>(inputs * outputs) << 2;
  const point = spread(((columns + 7) & ~7) * depth);
  const end = share(columns, 4, thread + 1, threads);
  for (let column = share(columns, 4, thread, threads); column < end; column += 4) {
    const panel = target + <usize>(column >> 3) * <usize>depth * 32 + (<usize>(column & 7) << 2);
    const alone = (column & 7) === 0 && column + 4 >= columns;
    for (let k = 0; k < depth; k += turned ? 4 : 1) {
      let to = panel + <usize>k * 32;
      if (!turned) {
        transformFilter(w + ((<usize>k * <usize>outputs + <usize>(first + column)) << 2), element, at(0));
        for (let p: usize = 0; p < 36; p++) {
          v128.store(to, v128.load(at(p)));
          if (alone) v128.store(to, f32x4.splat(0), 16);
          to += point;
        }
        continue;
      }
      for (let q: usize = 0; q < 4; q++) {
        const from = w + 8 * element + ((<usize>(first + column + <i32>q) * <usize>outputs + <usize>k) << 2);
        transformFilter(from, 0 - element, at(36 * q));
      }
      for (let p: usize = 0; p < 36; p++) {
        const a = v128.load(at(p));
        const b = v128.load(at(36 + p));
        const c = v128.load(at(72 + p));
        const d = v128.load(at(108 + p));
        const ab0 = i8x16.shuffle(a, b, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
        const ab1 = i8x16.shuffle(a, b, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
        const cd0 = i8x16.shuffle(c, d, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
        const cd1 = i8x16.shuffle(c, d, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
        v128.store(to, i8x16.shuffle(ab0, cd0, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23));
        v128.store(to, i8x16.shuffle(ab0, cd0, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31), 32);
        v128.store(to, i8x16.shuffle(ab1, cd1, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23), 64);
        v128.store(to, i8x16.shuffle(ab1, cd1, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31), 96);
        if (alone)
          for (let r: usize = 0; r < 4; r++) v128.store(to + r * 32, f32x4.splat(0), 16);
        to += point;
      }
    }
  }
}

