import { at, four, minusFive, pixel, two } from './points';

/** BᵀdB of the 6 × 6 pixels found: point p goes to v + p · step. */
export function transformInput(v: usize, step: usize, bytes: usize): void {
  const four4 = four();
  const minusFive4 = minusFive();
  const two4 = two();
  for (let c: usize = 0; c < bytes; c += 16) {
    for (let j: usize = 0; j < 6; j++) {
      const d0 = pixel(j, c);
      const d1 = pixel(6 + j, c);
      const d2 = pixel(12 + j, c);
      const d3 = pixel(18 + j, c);
      const d4 = pixel(24 + j, c);
      const d5 = pixel(30 + j, c);
      const a = f32x4.sub(d4, f32x4.mul(four4, d2));
      const b = f32x4.sub(d3, f32x4.mul(four4, d1));
      const e = f32x4.sub(d4, d2);
      const f = f32x4.mul(two4, f32x4.sub(d3, d1));
      v128.store(at(j), f32x4.add(f32x4.add(f32x4.mul(four4, d0), f32x4.mul(minusFive4, d2)), d4));
      v128.store(at(6 + j), f32x4.add(a, b));
      v128.store(at(12 + j), f32x4.sub(a, b));
      v128.store(at(18 + j), f32x4.add(e, f));
      v128.store(at(24 + j), f32x4.sub(e, f));
      v128.store(at(30 + j), f32x4.add(f32x4.add(f32x4.mul(four4, d1), f32x4.mul(minusFive4, d3)), d5));
    }
    let to = v + c;
    for (let i: usize = 0; i < 36; i += 6) {
      const d0 = v128.load(at(i));
      const d1 = v128.load(at(i), 16);
      const d2 = v128.load(at(i), 32);
      const d3 = v128.load(at(i), 48);
      const d4 = v128.load(at(i), 64);
      const d5 = v128.load(at(i), 80);
      const a = f32x4.sub(d4, f32x4.mul(four4, d2));
      const b = f32x4.sub(d3, f32x4.mul(four4, d1));
      const e = f32x4.sub(d4, d2);
      const f = f32x4.mul(two4, f32x4.sub(d3, d1));
      v128.store(to, f32x4.add(f32x4.add(f32x4.mul(four4, d0), f32x4.mul(minusFive4, d2)), d4));
      to += step;
      v128.store(to, f32x4.add(a, b));
      to += step;
      v128.store(to, f32x4.sub(a, b));
      to += step;
      v128.store(to, f32x4.add(e, f));
      to += step;
      v128.store(to, f32x4.sub(e, f));
      to += step;
      v128.store(to, f32x4.add(f32x4.add(f32x4.mul(four4, d1), f32x4.mul(minusFive4, d3)), d5));
      to += step;
    }
  }
}

