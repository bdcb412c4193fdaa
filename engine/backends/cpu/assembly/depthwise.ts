/** Convolution of every channel with a filter of its own: bound by memory, so along channels, where they lie together. */
import { address, high, int, low, share } from './command';
import { scratch } from './scratch';
import { clip, madd } from './simd';

/** In scratch: pairs of addresses, of what the elements of a window see and of the elements. */
const PAIRS: usize = 1024;

/** The place along one axis that element k sees from `at`, or −1. */
@inline
function seen(at: i32, k: i32, stride: i32, dilation: i32, before: i32, extent: i32, back: bool): i32 {
  if (!back) {
    const place = at * stride + k * dilation - before;
    return place >= 0 && place < extent ? place : -1;
  }
  const reached = at + before - k * dilation;
  if (reached < 0 || reached % stride !== 0) return -1;
  const place = reached / stride;
  return place < extent ? place : -1;
}

/** Σ source · element over the pairs found, the source `shift` bytes further on, from the bias or zero, clipped. */
function sumPairs(command: usize, count: i32, shift: usize, bias: usize, to: usize, bytes: usize): void {
  const least = low(command);
  const most = high(command);
  const end = scratch + PAIRS + (<usize>count << 3);
  let c: usize = 0;
  for (; c + 64 <= bytes; c += 64) {
    let s0 = f32x4.splat(0);
    let s1 = s0, s2 = s0, s3 = s0;
    if (bias !== 0) {
      s0 = v128.load(bias + c);
      s1 = v128.load(bias + c, 16);
      s2 = v128.load(bias + c, 32);
      s3 = v128.load(bias + c, 48);
    }
    for (let pair = scratch + PAIRS; pair < end; pair += 8) {
      const x = <usize>load<u32>(pair) + shift + c;
      const w = <usize>load<u32>(pair, 4) + c;
      s0 = madd(v128.load(x), v128.load(w), s0);
      s1 = madd(v128.load(x, 16), v128.load(w, 16), s1);
      s2 = madd(v128.load(x, 32), v128.load(w, 32), s2);
      s3 = madd(v128.load(x, 48), v128.load(w, 48), s3);
    }
    v128.store(to + c, clip(s0, least, most));
    v128.store(to + c, clip(s1, least, most), 16);
    v128.store(to + c, clip(s2, least, most), 32);
    v128.store(to + c, clip(s3, least, most), 48);
  }
  for (; c + 16 <= bytes; c += 16) {
    let sum = bias !== 0 ? v128.load(bias + c) : f32x4.splat(0);
    for (let pair = scratch + PAIRS; pair < end; pair += 8)
      sum = madd(v128.load(<usize>load<u32>(pair) + shift + c), v128.load(<usize>load<u32>(pair, 4) + c), sum);
    v128.store(to + c, clip(sum, least, most));
  }
  for (; c < bytes; c += 4) {
    let sum: f32 = bias !== 0 ? load<f32>(bias + c) : 0;
    for (let pair = scratch + PAIRS; pair < end; pair += 8)
      sum += load<f32>(<usize>load<u32>(pair) + shift + c) * load<f32>(<usize>load<u32>(pair, 4) + c);
    store<f32>(to + c, f32x4.extract_lane(clip(f32x4.splat(sum), least, most), 0));
  }
}

/** Notes what a place of the target sees of the source, which lies at `source`; how many pairs. */
function findPairs(command: usize, source: usize, at: i32, col: i32): i32 {
  const cols = int(command, 6);
  const bytes = <usize>int(command, 9) << 2;
  const kernelCols = int(command, 11);
  const back = int(command, 18) !== 0;
  let count = 0;
  for (let r = 0; r < int(command, 10); r++) {
    const row = seen(at, r, int(command, 12), int(command, 14), int(command, 16), int(command, 5), back);
    if (row < 0) continue;
    for (let c = 0; c < kernelCols; c++) {
      const place = seen(col, c, int(command, 13), int(command, 15), int(command, 17), cols, back);
      if (place < 0) continue;
      const pair = scratch + PAIRS + (<usize>count << 3);
      count++;
      store<u32>(pair, <u32>(source + <usize>(row * cols + place) * bytes));
      store<u32>(pair, <u32>(address(command, 1) + <usize>(r * kernelCols + c) * bytes), 4);
    }
  }
  return count;
}

/**
 * Forward, clipped, or `back` to the gradient of the input. Ints: source, filters, bias or 0, target; 4 images, rows and columns
 * of the source, rows and columns of the target, channels; 10 rows and columns of the kernel, both strides, both
 * dilations, rows and columns of padding before; 18 whether back.
 */
export function depthwise(command: usize, thread: i32, threads: i32): void {
  const rows = int(command, 5);
  const cols = int(command, 6);
  const outRows = int(command, 7);
  const outCols = int(command, 8);
  const bytes = <usize>int(command, 9) << 2;
  const reach = (int(command, 11) - 1) * int(command, 15);
  const stride = int(command, 13);
  const before = int(command, 17);
  const back = int(command, 18) !== 0;
  // From this column to that one all columns of a window are seen, each further on by the same.
  const first = back ? reach - before : (before + stride - 1) / stride;
  const room = cols - 1 + before - reach;
  const last = back ? (stride === 1 ? cols - 1 - before : -1) : room < 0 ? -1 : room / stride;
  const step = back ? bytes : <usize>stride * bytes;
  const all = int(command, 4) * outRows;
  const end = share(all, 1, thread + 1, threads);
  for (let i = share(all, 1, thread, threads); i < end; i++) {
    const image = i / outRows;
    const source = address(command, 0) + <usize>(image * rows * cols) * bytes;
    let to = address(command, 3) + <usize>(i * outCols) * bytes;
    let count = 0;
    let shift: usize = 0;
    for (let col = 0; col < outCols; col++) {
      if (col > first && col <= last && col > 0) shift += step;
      else {
        count = findPairs(command, source, i % outRows, col);
        shift = 0;
      }
      sumPairs(command, count, shift, address(command, 2), to, bytes);
      to += bytes;
    }
  }
}

/**
 * Sums for the gradient of the filters, of channels `from` to `end` in bytes: a row of places at a time, which then are
 * added to what was, so that rounding does not grow with their number.
 */
@inline
function sumPlaces(x: usize, xStep: usize, dy: usize, step: usize, count: i32, to: usize, from: usize, end: usize): void {
  let c = from;
  for (; c + 64 <= end; c += 64) {
    let s0 = f32x4.splat(0);
    let s1 = s0, s2 = s0, s3 = s0;
    let a = x + c;
    let b = dy + c;
    for (let i = 0; i < count; i++) {
      s0 = madd(v128.load(a), v128.load(b), s0);
      s1 = madd(v128.load(a, 16), v128.load(b, 16), s1);
      s2 = madd(v128.load(a, 32), v128.load(b, 32), s2);
      s3 = madd(v128.load(a, 48), v128.load(b, 48), s3);
      a += xStep;
      b += step;
    }
    const target = to + c;
    v128.store(target, f32x4.add(v128.load(target), s0));
    v128.store(target, f32x4.add(v128.load(target, 16), s1), 16);
    v128.store(target, f32x4.add(v128.load(target, 32), s2), 32);
    v128.store(target, f32x4.add(v128.load(target, 48), s3), 48);
  }
  for (; c + 16 <= end; c += 16) {
    let sum = f32x4.splat(0);
    let a = x + c;
    let b = dy + c;
    for (let i = 0; i < count; i++) {
      sum = madd(v128.load(a), v128.load(b), sum);
      a += xStep;
      b += step;
    }
    v128.store(to + c, f32x4.add(v128.load(to + c), sum));
  }
  for (; c < end; c += 4) {
    let sum: f32 = 0;
    let a = x + c;
    let b = dy + c;
    for (let i = 0; i < count; i++) {
      sum += load<f32>(a) * load<f32>(b);
      a += xStep;
      b += step;
    }
    store<f32>(to + c, load<f32>(to + c) + sum);
  }
}

/** The gradient of the filters; threads share the channels. Ints as for `depthwise`: x, gradient, 0, dy. */
export function depthwiseFilterGradient(command: usize, thread: i32, threads: i32): void {
  const rows = int(command, 5);
  const cols = int(command, 6);
  const outRows = int(command, 7);
  const outCols = int(command, 8);
  const channels = int(command, 9);
  const bytes = <usize>channels << 2;
  const kernelRows = int(command, 10);
  const kernelCols = int(command, 11);
  const strideCols = int(command, 13);
  const dilationCols = int(command, 15);
  const before = int(command, 17);
  const from = <usize>share(channels, 16, thread, threads) << 2;
  const end = <usize>share(channels, 16, thread + 1, threads) << 2;
  if (from === end) return;
  for (let k = 0; k < kernelRows * kernelCols; k++)
    memory.fill(address(command, 1) + <usize>k * bytes + from, 0, end - from);
  for (let i = 0; i < int(command, 4) * outRows; i++) {
    const image = i / outRows;
    for (let r = 0; r < kernelRows; r++) {
      const row = seen(i % outRows, r, int(command, 12), int(command, 14), int(command, 16), rows, false);
      if (row < 0) continue;
      for (let c = 0; c < kernelCols; c++) {
        const shift = c * dilationCols - before;
        const first = shift < 0 ? (strideCols - 1 - shift) / strideCols : 0;
        const last = min(outCols - 1, shift < cols ? (cols - 1 - shift) / strideCols : -1);
        if (last < first) continue;
        const x = address(command, 0) + <usize>((image * rows + row) * cols + first * strideCols + shift) * bytes;
        const dy = address(command, 3) + <usize>(i * outCols + first) * bytes;
        const to = address(command, 1) + <usize>(r * kernelCols + c) * bytes;
        sumPlaces(x, <usize>strideCols * bytes, dy, bytes, last - first + 1, to, from, end);
      }
    }
  }
}
