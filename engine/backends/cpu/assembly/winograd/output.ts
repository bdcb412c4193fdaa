import { at, eight, four, two } from './points';

/**
 * AᵀmA of the 36 points at m + p · step, plus the bias: `height` × `width` pixels at y, `rowStep` and `colStep` bytes
 * apart, of so many bytes.
 */
export function transformOutput(
  m: usize,
  step: usize,
  y: usize,
  rowStep: usize,
  colStep: usize,
  bytes: usize,
  height: i32,
  width: i32,
  bias: usize,
): void {
  const two4 = two();
  const four4 = four();
  const eight4 = eight();
  for (let c: usize = 0; c < bytes; c += 16) {
    let from = m + c;
    for (let i: usize = 0; i < 36; i += 6) {
      const m0 = v128.load(from);
      from += step;
      const m1 = v128.load(from);
      from += step;
      const m2 = v128.load(from);
      from += step;
      const m3 = v128.load(from);
      from += step;
      const m4 = v128.load(from);
      from += step;
      const m5 = v128.load(from);
      from += step;
      const s = f32x4.add(m1, m2);
      const d = f32x4.sub(m1, m2);
      const p = f32x4.add(m3, m4);
      const q = f32x4.sub(m3, m4);
      v128.store(at(i), f32x4.add(f32x4.add(m0, s), p));
      v128.store(at(i), f32x4.add(d, f32x4.mul(two4, q)), 16);
      v128.store(at(i), f32x4.add(s, f32x4.mul(four4, p)), 32);
      v128.store(at(i), f32x4.add(f32x4.add(d, f32x4.mul(eight4, q)), m5), 48);
    }
    const own = bias === 0 ? f32x4.splat(0) : v128.load(bias + c);
    for (let j: usize = 0; j < <usize>width; j++) {
      const m0 = f32x4.add(own, v128.load(at(j)));
      const m1 = v128.load(at(j), 96);
      const m2 = v128.load(at(j), 192);
      const m3 = v128.load(at(j), 288);
      const m4 = v128.load(at(j), 384);
      const m5 = v128.load(at(j), 480);
      const s = f32x4.add(m1, m2);
      const d = f32x4.sub(m1, m2);
      const p = f32x4.add(m3, m4);
      const q = f32x4.sub(m3, m4);
      let to = y + j * colStep + c;
      v128.store(to, f32x4.add(f32x4.add(m0, s), p));
      if (height > 1) {
        to += rowStep;
        v128.store(to, f32x4.add(own, f32x4.add(d, f32x4.mul(two4, q))));
      }
      if (height > 2) {
        to += rowStep;
        v128.store(to, f32x4.add(own, f32x4.add(s, f32x4.mul(four4, p))));
      }
      if (height > 3) {
        to += rowStep;
        v128.store(to, f32x4.add(own, f32x4.add(f32x4.add(d, f32x4.mul(eight4, q)), m5)));
      }
    }
  }
}

