/**
 * Normalization of groups of channels by their own mean and variance over pixels. Sums are made for each channel first,
 * in blocks of pixels, so that rounding does not grow with their number; what a group has is repeated for its channels,
 * so that rows of channels can be worked on. Each thread has rows of its own, as wide as there are channels.
 */
import { address, float, int, share } from './command';
import { beginSums, BLOCK } from './part-sums';
import { get, madd, put } from './simd';

@inline
function at(row: usize, c: i32): f32 {
  return load<f32>(row + (<usize>c << 2));
}

@inline
function set(row: usize, c: i32, value: f32): void {
  store<f32>(row + (<usize>c << 2), value);
}

/** Σ over `pixels` rows of x, or of squared distances from `means` where these are given. */
function sumPixels(x: usize, means: usize, sums: usize, block: usize, pixels: i32, size: usize): void {
  memory.fill(sums, 0, size);
  for (let p = 0; p < pixels; ) {
    memory.fill(block, 0, size);
    for (const end = min(pixels, p + BLOCK); p < end; p++) {
      let c: usize = 0;
      if (means === 0) {
        for (; c + 16 <= size; c += 16) addAt(x + c, block + c, true);
        for (; c < size; c += 4) addAt(x + c, block + c, false);
      } else {
        for (; c + 16 <= size; c += 16) addSquareAt(x + c, means + c, block + c, true);
        for (; c < size; c += 4) addSquareAt(x + c, means + c, block + c, false);
      }
      x += size;
    }
    addRow(block, sums, size);
  }
}

function addRow(from: usize, to: usize, size: usize): void {
  let c: usize = 0;
  for (; c + 16 <= size; c += 16) addAt(from + c, to + c, true);
  for (; c < size; c += 4) addAt(from + c, to + c, false);
}

@inline
function addAt(from: usize, to: usize, four: bool): void {
  put(to, f32x4.add(get(to, four), get(from, four)), four);
}

@inline
function addSquareAt(x: usize, mean: usize, sum: usize, four: bool): void {
  const off = f32x4.sub(get(x, four), get(mean, four));
  put(sum, madd(off, off, get(sum, four)), four);
}

/**
 * Ints: x, y, mean, variance, scale, shift, three rows for each thread, rows, pixels, groups, channels of a group. Float:
 * epsilon.
 */
export function partNorm(command: usize, thread: i32, threads: i32): void {
  const pixels = int(command, 8);
  const groups = int(command, 9);
  const channels = int(command, 10);
  const size = <usize>(groups * channels) << 2;
  const means = address(command, 6) + <usize>thread * 3 * size;
  const factors = means + size;
  const block = factors + size;
  const count = <f64>pixels * <f64>channels;
  const end = share(int(command, 7), 1, thread + 1, threads);
  for (let row = share(int(command, 7), 1, thread, threads); row < end; row++) {
    const from = <usize>row * <usize>pixels * size;
    const x = address(command, 0) + from;
    sumPixels(x, 0, means, block, pixels, size);
    for (let g = 0; g < groups; g++) {
      const first = g * channels;
      let sum: f64 = 0;
      for (let c = first; c < first + channels; c++) sum += at(means, c);
      const mean = <f32>(sum / count);
      set(address(command, 2), row * groups + g, mean);
      for (let c = first; c < first + channels; c++) set(means, c, mean);
    }
    sumPixels(x, means, factors, block, pixels, size);
    for (let g = 0; g < groups; g++) {
      const first = g * channels;
      let sum: f64 = 0;
      for (let c = first; c < first + channels; c++) sum += at(factors, c);
      const variance = <f32>(sum / count);
      set(address(command, 3), row * groups + g, variance);
      const factor = 1 / Math.sqrt(<f64>variance + <f64>float(command, 0));
      for (let c = first; c < first + channels; c++) set(factors, c, <f32>(at(address(command, 4), c) * factor));
    }
    normalizePixels(x, address(command, 1) + from, means, factors, address(command, 5), pixels, size);
  }
}

/** (x − mean) · factor + shift. */
function normalizePixels(x: usize, y: usize, means: usize, factors: usize, shifts: usize, pixels: i32, size: usize): void {
  for (let p = 0; p < pixels; p++) {
    let c: usize = 0;
    for (; c + 16 <= size; c += 16) normalizeAt(x + c, y + c, means + c, factors + c, shifts + c, true);
    for (; c < size; c += 4) normalizeAt(x + c, y + c, means + c, factors + c, shifts + c, false);
    x += size;
    y += size;
  }
}

@inline
function normalizeAt(x: usize, y: usize, mean: usize, factor: usize, shift: usize, four: bool): void {
  put(y, madd(f32x4.sub(get(x, four), get(mean, four)), get(factor, four), get(shift, four)), four);
}

/**
 * Ints: x, scale, mean, variance, dy, dx or 0, sums (see `part-sums.ts`) and behind those of all threads three rows for
 * each, rows, pixels, groups, channels of a group. Float: epsilon.
 */
export function partNormGradient(command: usize, thread: i32, threads: i32): void {
  const pixels = int(command, 8);
  const groups = int(command, 9);
  const channels = int(command, 10);
  const size = <usize>(groups * channels) << 2;
  const sums = beginSums(address(command, 6), thread, size);
  const block = sums + 2 * size;
  const means = address(command, 6) + <usize>(4 * threads + 3 * thread) * size;
  const plain = means + size;
  const along = plain + size;
  const count = <f64>pixels * <f64>channels;
  const end = share(int(command, 7), 1, thread + 1, threads);
  for (let row = share(int(command, 7), 1, thread, threads); row < end; row++) {
    const from = <usize>row * <usize>pixels * size;
    const x = address(command, 0) + from;
    const dy = address(command, 4) + from;
    for (let c = 0; c < groups * channels; c++) set(means, c, at(address(command, 2), row * groups + c / channels));
    sumGradients(x, dy, means, plain, block, pixels, size);
    for (let g = 0; g < groups; g++) {
      const first = g * channels;
      const variance = <f64>at(address(command, 3), row * groups + g);
      const factor = 1 / Math.sqrt(variance + <f64>float(command, 0));
      let sum: f64 = 0;
      let product: f64 = 0;
      for (let c = first; c < first + channels; c++) {
        const scale = <f64>at(address(command, 1), c);
        const normalized = at(along, c) * factor;
        sum += scale * at(plain, c);
        product += scale * normalized;
        set(sums, c, <f32>(at(sums, c) + normalized));
        set(sums + size, c, at(sums + size, c) + at(plain, c));
        // What dy is multiplied by.
        set(plain, c, <f32>(scale * factor));
      }
      // What x − mean is multiplied by, and what is added.
      for (let c = first; c < first + channels; c++) {
        set(along, c, <f32>((-factor * factor * product) / count));
        set(block, c, <f32>((-factor * sum) / count));
      }
    }
    if (address(command, 5) !== 0) spreadGradients(x, dy, address(command, 5) + from, means, block, pixels, size);
  }
}

/** Σ dy, and in the row behind Σ dy · (x − mean); a block has two rows as well. */
function sumGradients(x: usize, dy: usize, means: usize, sums: usize, block: usize, pixels: i32, size: usize): void {
  memory.fill(sums, 0, 2 * size);
  for (let p = 0; p < pixels; ) {
    memory.fill(block, 0, 2 * size);
    for (const end = min(pixels, p + BLOCK); p < end; p++) {
      let c: usize = 0;
      for (; c + 16 <= size; c += 16) addGradientAt(x + c, dy + c, means + c, block + c, size, true);
      for (; c < size; c += 4) addGradientAt(x + c, dy + c, means + c, block + c, size, false);
      x += size;
      dy += size;
    }
    addRow(block, sums, 2 * size);
  }
}

@inline
function addGradientAt(x: usize, dy: usize, mean: usize, sum: usize, step: usize, four: bool): void {
  const d = get(dy, four);
  put(sum, f32x4.add(get(sum, four), d), four);
  put(sum + step, madd(d, f32x4.sub(get(x, four), get(mean, four)), get(sum + step, four)), four);
}

/** Behind the means lie the factors of dy and of x − mean. */
function spreadGradients(x: usize, dy: usize, dx: usize, means: usize, added: usize, pixels: i32, size: usize): void {
  for (let p = 0; p < pixels; p++) {
    let c: usize = 0;
    for (; c + 16 <= size; c += 16) spreadAt(x + c, dy + c, dx + c, means + c, added + c, size, true);
    for (; c < size; c += 4) spreadAt(x + c, dy + c, dx + c, means + c, added + c, size, false);
    x += size;
    dy += size;
    dx += size;
  }
}

@inline
function spreadAt(x: usize, dy: usize, dx: usize, mean: usize, added: usize, step: usize, four: bool): void {
  const given = madd(get(dy, four), get(mean + step, four), get(added, four));
  put(dx, madd(f32x4.sub(get(x, four), get(mean, four)), get(mean + 2 * step, four), given), four);
}
