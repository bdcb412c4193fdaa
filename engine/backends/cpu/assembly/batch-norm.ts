/**
 * Batch normalization, once the sums over rows are there (see `batch-sums.ts`): for each channel what the numbers are
 * multiplied by and what is added, then row by row. What is held for each channel is repeated until it is as wide as a
 * row.
 */
import { address, float, high, int, low, share } from './command';
import { clip, get, madd, put } from './simd';

/** A number of one channel, in each of its repetitions. */
@inline
function repeat(row: usize, channel: i32, channels: i32, width: i32, value: f32): void {
  for (let c = channel; c < width; c += channels) store<f32>(row + (<usize>c << 2), value);
}

@inline
function at(place: usize, i: i32): f32 {
  return load<f32>(place + (<usize>i << 2));
}

/** Puts the statistics of all threads together. Ints: mean, variance, parts, rows, width, channels. */
export function mergeStatistics(command: usize, thread: i32, threads: i32): void {
  const rows = int(command, 3);
  const width = int(command, 4);
  const channels = int(command, 5);
  const size = <usize>width << 2;
  const end = share(channels, 16, thread + 1, threads);
  for (let channel = share(channels, 16, thread, threads); channel < end; channel++) {
    let mean: f64 = 0;
    let squares: f64 = 0;
    let count: f64 = 0;
    for (let t = 0; t < threads; t++) {
      const own = <f64>(share(rows, 1, t + 1, threads) - share(rows, 1, t, threads));
      if (own === 0) continue;
      const part = address(command, 2) + <usize>t * 4 * size;
      for (let c = channel; c < width; c += channels) {
        const off = <f64>at(part, c) - mean;
        squares += <f64>at(part + size, c) + (off * off * count * own) / (count + own);
        count += own;
        mean += (off * own) / count;
      }
    }
    store<f32>(address(command, 0) + (<usize>channel << 2), <f32>mean);
    store<f32>(address(command, 1) + (<usize>channel << 2), <f32>(squares / count));
  }
}

/**
 * Three rows: means, factors, shifts. Ints: scale, shift, mean, variance, the rows, channels, width. Float: epsilon.
 */
export function normalizing(command: usize, thread: i32, threads: i32): void {
  const channels = int(command, 5);
  const width = int(command, 6);
  const size = <usize>width << 2;
  const row = address(command, 4);
  const end = share(channels, 16, thread + 1, threads);
  for (let c = share(channels, 16, thread, threads); c < end; c++) {
    const deviation = Math.sqrt(<f64>at(address(command, 3), c) + <f64>float(command, 0));
    repeat(row, c, channels, width, at(address(command, 2), c));
    repeat(row + size, c, channels, width, <f32>(<f64>at(address(command, 0), c) / deviation));
    repeat(row + 2 * size, c, channels, width, at(address(command, 1), c));
  }
}

/** (x − mean) · factor + shift, clipped. Ints: x, y, the rows of `normalizing`, how many rows, width. */
export function normalize(command: usize, thread: i32, threads: i32): void {
  const size = <usize>int(command, 4) << 2;
  const means = address(command, 2);
  const least = low(command);
  const most = high(command);
  const end = share(int(command, 3), 1, thread + 1, threads);
  for (let r = share(int(command, 3), 1, thread, threads); r < end; r++) {
    const x = address(command, 0) + <usize>r * size;
    const y = address(command, 1) + <usize>r * size;
    let c: usize = 0;
    for (; c + 32 <= size; c += 32) {
      normalizeAt(x + c, y + c, means + c, size, least, most, true);
      normalizeAt(x + c + 16, y + c + 16, means + c + 16, size, least, most, true);
    }
    for (; c + 16 <= size; c += 16) normalizeAt(x + c, y + c, means + c, size, least, most, true);
    for (; c < size; c += 4) normalizeAt(x + c, y + c, means + c, size, least, most, false);
  }
}

@inline
function normalizeAt(x: usize, y: usize, mean: usize, step: usize, least: v128, most: v128, four: bool): void {
  const off = f32x4.sub(get(x, four), get(mean, four));
  const found = madd(off, get(mean + step, four), get(mean + 2 * step, four));
  put(y, clip(found, least, most), four);
}

/** Means, repeated. Ints: mean, target, channels, width. */
export function repeatMeans(command: usize, thread: i32, threads: i32): void {
  const channels = int(command, 2);
  const end = share(channels, 16, thread + 1, threads);
  for (let c = share(channels, 16, thread, threads); c < end; c++)
    repeat(address(command, 1), c, channels, int(command, 3), at(address(command, 0), c));
}

/**
 * From the sums of all threads the gradients of scale and shift, and three rows: what dy and what x − mean is multiplied
 * by, and what is added. Ints: scale, variance, parts, dScale, dShift, the rows, channels, width, numbers of each
 * channel. Float: epsilon.
 */
export function batchGradients(command: usize, thread: i32, threads: i32): void {
  const channels = int(command, 6);
  const width = int(command, 7);
  const size = <usize>width << 2;
  const row = address(command, 5);
  const end = share(channels, 16, thread + 1, threads);
  for (let channel = share(channels, 16, thread, threads); channel < end; channel++) {
    let sum: f64 = 0;
    let product: f64 = 0;
    for (let t = 0; t < threads; t++) {
      const part = address(command, 2) + <usize>t * 4 * size;
      for (let c = channel; c < width; c += channels) {
        sum += at(part, c);
        product += at(part + size, c);
      }
    }
    const deviation = Math.sqrt(<f64>at(address(command, 1), channel) + <f64>float(command, 0));
    product /= deviation;
    store<f32>(address(command, 3) + (<usize>channel << 2), <f32>product);
    store<f32>(address(command, 4) + (<usize>channel << 2), <f32>sum);
    const factor = <f64>at(address(command, 0), channel) / deviation;
    const count = <f64>int(command, 8);
    repeat(row, channel, channels, width, <f32>factor);
    repeat(row + size, channel, channels, width, <f32>((-factor * product) / deviation / count));
    repeat(row + 2 * size, channel, channels, width, <f32>((-factor * sum) / count));
  }
}

/** Ints: x, dy, dx, the means and behind them the rows of `batchGradients`, how many rows, width. */
export function normalizeGradient(command: usize, thread: i32, threads: i32): void {
  const size = <usize>int(command, 5) << 2;
  const means = address(command, 3);
  const end = share(int(command, 4), 1, thread + 1, threads);
  for (let r = share(int(command, 4), 1, thread, threads); r < end; r++) {
    const x = address(command, 0) + <usize>r * size;
    const dy = address(command, 1) + <usize>r * size;
    const dx = address(command, 2) + <usize>r * size;
    let c: usize = 0;
    for (; c + 16 <= size; c += 16) gradientAt(x + c, dy + c, dx + c, means + c, size, true);
    for (; c < size; c += 4) gradientAt(x + c, dy + c, dx + c, means + c, size, false);
  }
}

@inline
function gradientAt(x: usize, dy: usize, dx: usize, mean: usize, step: usize, four: bool): void {
  const off = f32x4.sub(get(x, four), get(mean, four));
  const given = madd(get(dy, four), get(mean + step, four), get(mean + 3 * step, four));
  put(dx, madd(off, get(mean + 2 * step, four), given), four);
}

/** Ints: mean, variance, running mean, running variance, channels. Floats: momentum, what makes a variance unbiased. */
export function runningStatistics(command: usize, thread: i32, threads: i32): void {
  const momentum = f32x4.splat(float(command, 0));
  const unbiased = f32x4.splat(float(command, 1));
  const end = <usize>share(int(command, 4), 16, thread + 1, threads) << 2;
  let c = <usize>share(int(command, 4), 16, thread, threads) << 2;
  for (; c + 16 <= end; c += 16) runAt(command, c, momentum, unbiased, true);
  for (; c < end; c += 4) runAt(command, c, momentum, unbiased, false);
}

@inline
function runAt(command: usize, c: usize, momentum: v128, unbiased: v128, four: bool): void {
  const mean = get(address(command, 2) + c, four);
  const variance = get(address(command, 3) + c, four);
  const ownMean = get(address(command, 0) + c, four);
  const ownVariance = f32x4.mul(get(address(command, 1) + c, four), unbiased);
  put(address(command, 2) + c, madd(momentum, f32x4.sub(ownMean, mean), mean), four);
  put(address(command, 3) + c, madd(momentum, f32x4.sub(ownVariance, variance), variance), four);
}
