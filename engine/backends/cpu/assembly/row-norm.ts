/** Normalization of rows by their own mean and variance, as layer normalization has it. */
import { address, float, int, share } from './command';
import { sumAlong } from './reduce';
import { addBlock, beginSums, BLOCK } from './part-sums';
import { get, madd, put, sumOf } from './simd';

/** Bytes along a row that are joined before they are added to what was. */
const RUN: usize = 4096;

/** Ints: x, y, mean, variance, scale, shift, rows, width. Float: epsilon. */
export function rowNorm(command: usize, thread: i32, threads: i32): void {
  const width = int(command, 7);
  const size = <usize>width << 2;
  const scale = address(command, 4);
  const shift = address(command, 5);
  const end = share(int(command, 6), 1, thread + 1, threads);
  for (let row = share(int(command, 6), 1, thread, threads); row < end; row++) {
    const x = address(command, 0) + <usize>row * size;
    const y = address(command, 1) + <usize>row * size;
    const mean = sumAlong(x, size) / <f32>width;
    const variance = squaresAlong(x, mean, size) / <f32>width;
    store<f32>(address(command, 2) + (<usize>row << 2), mean);
    store<f32>(address(command, 3) + (<usize>row << 2), variance);
    const means = f32x4.splat(mean);
    const factors = f32x4.splat(<f32>(1 / Math.sqrt(<f64>variance + <f64>float(command, 0))));
    let c: usize = 0;
    for (; c + 16 <= size; c += 16) normalizeAt(x + c, y + c, means, factors, scale + c, shift + c, true);
    for (; c < size; c += 4) normalizeAt(x + c, y + c, means, factors, scale + c, shift + c, false);
  }
}

@inline
function normalizeAt(x: usize, y: usize, mean: v128, factor: v128, scale: usize, shift: usize, four: bool): void {
  const off = f32x4.mul(f32x4.sub(get(x, four), mean), factor);
  put(y, madd(off, get(scale, four), get(shift, four)), four);
}

/** Σ (x − mean)². */
function squaresAlong(x: usize, mean: f32, size: usize): f32 {
  let sum: f32 = 0;
  for (let run: usize = 0; run < size; run += RUN) sum += squaresOfRun(x + run, x + min(size, run + RUN), mean);
  return sum;
}

@inline
function squaresOfRun(from: usize, end: usize, mean: f32): f32 {
  const means = f32x4.splat(mean);
  let p = from;
  let a = f32x4.splat(0);
  let b = a;
  for (; p + 32 <= end; p += 32) {
    const x = f32x4.sub(v128.load(p), means);
    const y = f32x4.sub(v128.load(p, 16), means);
    a = madd(x, x, a);
    b = madd(y, y, b);
  }
  let sum = sumOf(f32x4.add(a, b));
  for (; p < end; p += 4) {
    const x = load<f32>(p) - mean;
    sum += x * x;
  }
  return sum;
}

/** Ints: x, scale, mean, variance, dy, dx or 0, sums (see `part-sums.ts`), rows, width. Float: epsilon. */
export function rowNormGradient(command: usize, thread: i32, threads: i32): void {
  const size = <usize>int(command, 8) << 2;
  const scale = address(command, 1);
  const begin = share(int(command, 7), 1, thread, threads);
  const end = share(int(command, 7), 1, thread + 1, threads);
  const sums = beginSums(address(command, 6), thread, size);
  for (let block = begin; block < end; block += BLOCK) {
    memory.fill(sums + 2 * size, 0, 2 * size);
    for (let row = block; row < min(end, block + BLOCK); row++) {
      const at = <usize>row * size;
      const mean = load<f32>(address(command, 2) + (<usize>row << 2));
      const variance = load<f32>(address(command, 3) + (<usize>row << 2));
      const factor = <f32>(1 / Math.sqrt(<f64>variance + <f64>float(command, 0)));
      const dx = address(command, 5);
      gradientOf(address(command, 0) + at, address(command, 4) + at, dx === 0 ? 0 : dx + at, scale, sums + 2 * size, mean, factor, size);
    }
    addBlock(sums, size);
  }
}

/** Of one row; what it adds to the gradients of scale and shift comes to `sums`. */
function gradientOf(x: usize, dy: usize, dx: usize, scale: usize, sums: usize, mean: f32, factor: f32, size: usize): void {
  const means = f32x4.splat(mean);
  const factors = f32x4.splat(factor);
  let plain = f32x4.splat(0);
  let along = plain;
  let c: usize = 0;
  for (; c + 16 <= size; c += 16) {
    const d = v128.load(dy + c);
    const given = f32x4.mul(d, v128.load(scale + c));
    const normalized = f32x4.mul(f32x4.sub(v128.load(x + c), means), factors);
    plain = f32x4.add(plain, given);
    along = madd(given, normalized, along);
    v128.store(sums + c, madd(d, normalized, v128.load(sums + c)));
    v128.store(sums + size + c, f32x4.add(v128.load(sums + size + c), d));
  }
  let sum = sumOf(plain);
  let product = sumOf(along);
  for (; c < size; c += 4) {
    const d = load<f32>(dy + c);
    const given = d * load<f32>(scale + c);
    const normalized = (load<f32>(x + c) - mean) * factor;
    sum += given;
    product += given * normalized;
    store<f32>(sums + c, load<f32>(sums + c) + d * normalized);
    store<f32>(sums + size + c, load<f32>(sums + size + c) + d);
  }
  if (dx === 0) return;
  const share = factor / <f32>(size >> 2);
  const shift = f32x4.splat(-share * sum);
  const slope = f32x4.splat(-share * product * factor);
  for (c = 0; c + 16 <= size; c += 16) gradientAt(x + c, dy + c, dx + c, scale + c, means, factors, slope, shift, true);
  for (; c < size; c += 4) gradientAt(x + c, dy + c, dx + c, scale + c, means, factors, slope, shift, false);
}

@inline
function gradientAt(x: usize, dy: usize, dx: usize, scale: usize, mean: v128, factor: v128, slope: v128, shift: v128, four: bool): void {
  const given = f32x4.mul(get(dy, four), f32x4.mul(get(scale, four), factor));
  put(dx, f32x4.add(given, madd(f32x4.sub(get(x, four), mean), slope, shift)), four);
}
