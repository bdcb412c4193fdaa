/**
 * What batch normalization sums over rows. Each thread has four rows of memory for itself: two of results, two for the
 * block of rows that it works on, after which rounding starts anew. Rows are `width` numbers wide: several of the
 * tensor's own one behind the other where these are short.
 */
import { address, int, share } from './command';
import { get, madd, put } from './simd';

/** Rows of a block: they stay in the cache until they are seen a second time. */
const BLOCK: i32 = 64;

/**
 * Means, and sums of squared distances from them, put together from those of blocks (Chan, Golub and LeVeque, Updating
 * formulae and a pairwise algorithm for computing sample variances, 1979). Ints: x, four rows for each thread, rows, width.
 */
export function batchStatistics(command: usize, thread: i32, threads: i32): void {
  const size = <usize>int(command, 3) << 2;
  const begin = share(int(command, 2), 1, thread, threads);
  const end = share(int(command, 2), 1, thread + 1, threads);
  const means = address(command, 1) + <usize>thread * 4 * size;
  const sums = means + 2 * size;
  memory.fill(means, 0, 2 * size);
  for (let block = begin; block < end; block += BLOCK) {
    const count = min(BLOCK, end - block);
    const x = address(command, 0) + <usize>block * size;
    memory.fill(sums, 0, 2 * size);
    sumBlock(x, sums, count, size);
    squareBlock(x, sums, count, size);
    const before = <f32>(block - begin);
    const part = <f32>count / (before + <f32>count);
    let c: usize = 0;
    for (; c + 16 <= size; c += 16) mergeAt(means + c, size, <f32>count, part, before, true);
    for (; c < size; c += 4) mergeAt(means + c, size, <f32>count, part, before, false);
  }
}

function sumBlock(x: usize, sums: usize, count: i32, size: usize): void {
  let row = x;
  let r = 0;
  for (; r + 4 <= count; r += 4) {
    let c: usize = 0;
    for (; c + 16 <= size; c += 16) sumFour(row + c, sums + c, size, true);
    for (; c < size; c += 4) sumFour(row + c, sums + c, size, false);
    row += 4 * size;
  }
  for (; r < count; r++) {
    let c: usize = 0;
    for (; c + 16 <= size; c += 16) put(sums + c, f32x4.add(get(sums + c, true), get(row + c, true)), true);
    for (; c < size; c += 4) put(sums + c, f32x4.add(get(sums + c, false), get(row + c, false)), false);
    row += size;
  }
}

/** Of four rows. */
@inline
function sumFour(x: usize, sum: usize, step: usize, four: bool): void {
  const first = f32x4.add(get(x, four), get(x + step, four));
  const second = f32x4.add(get(x + 2 * step, four), get(x + 3 * step, four));
  put(sum, f32x4.add(get(sum, four), f32x4.add(first, second)), four);
}

/** Turns the sums into means, and adds squared distances from them behind. */
function squareBlock(x: usize, sums: usize, count: i32, size: usize): void {
  const part = f32x4.splat(1 / <f32>count);
  let c: usize = 0;
  for (; c + 16 <= size; c += 16) put(sums + c, f32x4.mul(get(sums + c, true), part), true);
  for (; c < size; c += 4) put(sums + c, f32x4.mul(get(sums + c, false), part), false);
  let row = x;
  let r = 0;
  for (; r + 4 <= count; r += 4) {
    let c: usize = 0;
    for (; c + 16 <= size; c += 16) squareFour(row + c, sums + c, size, true);
    for (; c < size; c += 4) squareFour(row + c, sums + c, size, false);
    row += 4 * size;
  }
  for (; r < count; r++) {
    let c: usize = 0;
    for (; c + 16 <= size; c += 16) squareOne(row + c, sums + c, size, true);
    for (; c < size; c += 4) squareOne(row + c, sums + c, size, false);
    row += size;
  }
}

@inline
function squareFour(x: usize, mean: usize, step: usize, four: bool): void {
  const m = get(mean, four);
  const a = f32x4.sub(get(x, four), m);
  const b = f32x4.sub(get(x + step, four), m);
  const c = f32x4.sub(get(x + 2 * step, four), m);
  const d = f32x4.sub(get(x + 3 * step, four), m);
  const first = madd(b, b, f32x4.mul(a, a));
  const second = madd(d, d, f32x4.mul(c, c));
  put(mean + step, f32x4.add(get(mean + step, four), f32x4.add(first, second)), four);
}

@inline
function squareOne(x: usize, mean: usize, step: usize, four: bool): void {
  const a = f32x4.sub(get(x, four), get(mean, four));
  put(mean + step, madd(a, a, get(mean + step, four)), four);
}

/** `part` is the share of the block in all rows so far. */
@inline
function mergeAt(mean: usize, step: usize, count: f32, part: f32, before: f32, four: bool): void {
  const m = get(mean, four);
  const off = f32x4.sub(get(mean + 2 * step, four), m);
  const squares = f32x4.add(get(mean + step, four), get(mean + 3 * step, four));
  put(mean, madd(off, f32x4.splat(part), m), four);
  put(mean + step, madd(f32x4.mul(off, off), f32x4.splat(before * part), squares), four);
}

/**
 * Σ dy and Σ dy · (x − mean). Ints: x, four rows for each thread, rows, width, dy, the means, channels.
 */
export function batchGradientSums(command: usize, thread: i32, threads: i32): void {
  const size = <usize>int(command, 3) << 2;
  const begin = share(int(command, 2), 1, thread, threads);
  const end = share(int(command, 2), 1, thread + 1, threads);
  const totals = address(command, 1) + <usize>thread * 4 * size;
  const sums = totals + 2 * size;
  memory.fill(totals, 0, 2 * size);
  for (let block = begin; block < end; block += BLOCK) {
    const count = min(BLOCK, end - block);
    memory.fill(sums, 0, 2 * size);
    const at = <usize>block * size;
    multiplyBlock(address(command, 0) + at, address(command, 4) + at, address(command, 5), sums, count, size);
    let c: usize = 0;
    for (; c + 16 <= 2 * size; c += 16) put(totals + c, f32x4.add(get(totals + c, true), get(sums + c, true)), true);
    for (; c < 2 * size; c += 4) put(totals + c, f32x4.add(get(totals + c, false), get(sums + c, false)), false);
  }
}

function multiplyBlock(x: usize, dy: usize, means: usize, sums: usize, count: i32, size: usize): void {
  let at: usize = 0;
  let r = 0;
  for (; r + 2 <= count; r += 2) {
    let c: usize = 0;
    for (; c + 16 <= size; c += 16) multiplyTwo(x + at + c, dy + at + c, means + c, sums + c, size, true);
    for (; c < size; c += 4) multiplyTwo(x + at + c, dy + at + c, means + c, sums + c, size, false);
    at += 2 * size;
  }
  if (r === count) return;
  let c: usize = 0;
  for (; c + 16 <= size; c += 16) multiplyOne(x + at + c, dy + at + c, means + c, sums + c, size, true);
  for (; c < size; c += 4) multiplyOne(x + at + c, dy + at + c, means + c, sums + c, size, false);
}

/** Of two rows. */
@inline
function multiplyTwo(x: usize, dy: usize, mean: usize, sum: usize, step: usize, four: bool): void {
  const m = get(mean, four);
  const d = get(dy, four);
  const e = get(dy + step, four);
  put(sum, f32x4.add(get(sum, four), f32x4.add(d, e)), four);
  const product = madd(d, f32x4.sub(get(x, four), m), get(sum + step, four));
  put(sum + step, madd(e, f32x4.sub(get(x + step, four), m), product), four);
}

@inline
function multiplyOne(x: usize, dy: usize, mean: usize, sum: usize, step: usize, four: bool): void {
  const d = get(dy, four);
  put(sum, f32x4.add(get(sum, four), d), four);
  put(sum + step, madd(d, f32x4.sub(get(x, four), get(mean, four)), get(sum + step, four)), four);
}
