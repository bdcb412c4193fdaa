import { eight, four, minusSixth, pixel, quarter, twentyFourth, two } from './points';

/** G of four vectors: six at `to`, `gap` bytes apart. */
@inline
function spread(
  d0: v128,
  d1: v128,
  d2: v128,
  d3: v128,
  to: usize,
  gap: usize,
  by2: v128,
  by4: v128,
  by8: v128,
  by14: v128,
  by16: v128,
  by124: v128,
): void {
  const even = f32x4.add(d0, d2);
  const odd = f32x4.add(d1, d3);
  const far = f32x4.add(d0, f32x4.mul(by4, d2));
  const farOdd = f32x4.add(f32x4.mul(by2, d1), f32x4.mul(by8, d3));
  v128.store(to, f32x4.mul(by14, d0));
  v128.store(to + gap, f32x4.mul(by16, f32x4.add(even, odd)));
  v128.store(to + 2 * gap, f32x4.mul(by16, f32x4.sub(even, odd)));
  v128.store(to + 3 * gap, f32x4.mul(by124, f32x4.add(far, farOdd)));
  v128.store(to + 4 * gap, f32x4.mul(by124, f32x4.sub(far, farOdd)));
  v128.store(to + 5 * gap, d3);
}

/** `spread` of four pairs of vectors, those of the second lying behind those of the first. */
@inline
function spreadPairs(
  p0: usize,
  p1: usize,
  p2: usize,
  p3: usize,
  to: usize,
  gap: usize,
  by2: v128,
  by4: v128,
  by8: v128,
  by14: v128,
  by16: v128,
  by124: v128,
): void {
  const d0 = v128.load(p0);
  const x0 = v128.load(p0, 16);
  const d1 = v128.load(p1);
  const x1 = v128.load(p1, 16);
  const d2 = v128.load(p2);
  const x2 = v128.load(p2, 16);
  const d3 = v128.load(p3);
  const x3 = v128.load(p3, 16);
  const even = f32x4.add(d0, d2);
  const evenX = f32x4.add(x0, x2);
  const odd = f32x4.add(d1, d3);
  const oddX = f32x4.add(x1, x3);
  const far = f32x4.add(d0, f32x4.mul(by4, d2));
  const farX = f32x4.add(x0, f32x4.mul(by4, x2));
  const farOdd = f32x4.add(f32x4.mul(by2, d1), f32x4.mul(by8, d3));
  const farOddX = f32x4.add(f32x4.mul(by2, x1), f32x4.mul(by8, x3));
  v128.store(to, f32x4.mul(by14, d0));
  v128.store(to, f32x4.mul(by14, x0), 16);
  to += gap;
  v128.store(to, f32x4.mul(by16, f32x4.add(even, odd)));
  v128.store(to, f32x4.mul(by16, f32x4.add(evenX, oddX)), 16);
  to += gap;
  v128.store(to, f32x4.mul(by16, f32x4.sub(even, odd)));
  v128.store(to, f32x4.mul(by16, f32x4.sub(evenX, oddX)), 16);
  to += gap;
  v128.store(to, f32x4.mul(by124, f32x4.add(far, farOdd)));
  v128.store(to, f32x4.mul(by124, f32x4.add(farX, farOddX)), 16);
  to += gap;
  v128.store(to, f32x4.mul(by124, f32x4.sub(far, farOdd)));
  v128.store(to, f32x4.mul(by124, f32x4.sub(farX, farOddX)), 16);
  to += gap;
  v128.store(to, d3);
  v128.store(to, x3, 16);
}

/** See `../../winograd/transforms.ts`. */
export function transformGradient(
  pixels: usize,
  way: usize,
  w: usize,
  step: usize,
  panelStep: usize,
  from: usize,
  end: usize,
  wide: bool,
): void {
  const by2 = two();
  const by4 = four();
  const by8 = eight();
  const by14 = quarter();
  const by16 = minusSixth();
  const by124 = twentyFourth();
  let c = from;
  let to = w;
  for (; wide && c + 32 <= end; c += 32) {
    for (let j: usize = 0; j < 4; j++)
      spreadPairs(
        pixel(pixels, j, c),
        pixel(pixels, 4 + j, c),
        pixel(pixels, 8 + j, c),
        pixel(pixels, 12 + j, c),
        way + 32 * j,
        192,
        by2,
        by4,
        by8,
        by14,
        by16,
        by124,
      );
    for (let i: usize = 0; i < 6; i++) {
      const p = way + 192 * i;
      spreadPairs(p, p + 32, p + 64, p + 96, to + 6 * i * step, step, by2, by4, by8, by14, by16, by124);
    }
    to += panelStep;
  }
  for (; c < end; c += 16) {
    for (let j: usize = 0; j < 4; j++)
      spread(
        v128.load(pixel(pixels, j, c)),
        v128.load(pixel(pixels, 4 + j, c)),
        v128.load(pixel(pixels, 8 + j, c)),
        v128.load(pixel(pixels, 12 + j, c)),
        way + 16 * j,
        96,
        by2,
        by4,
        by8,
        by14,
        by16,
        by124,
      );
    const own = c - from;
    const at = w + (own >> 5) * panelStep + (own & 31);
    for (let i: usize = 0; i < 6; i++) {
      const p = way + 96 * i;
      spread(
        v128.load(p),
        v128.load(p, 16),
        v128.load(p, 32),
        v128.load(p, 48),
        at + 6 * i * step,
        step,
        by2,
        by4,
        by8,
        by14,
        by16,
        by124,
      );
    }
  }
}
