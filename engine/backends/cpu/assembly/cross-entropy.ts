/** Softmax and cross entropy, row by row. */
import { address, float, int, share } from './command';
import { exp1, exp4 } from './exp';
import { maxAlong } from './reduce';

/**
 * Σ −t·log p over the thread's rows, in float64, and factor · (p·Σt − t). Ints: scores, targets, gradient or 0, losses
 * (a float64 for each thread), rows, classes. Float: the factor.
 */
export function softmaxCrossEntropy(command: usize, thread: i32, threads: i32): void {
  const gradient = address(command, 2);
  const rows = int(command, 4);
  const factor = float(command, 0);
  const step = <usize>int(command, 5) << 2;
  const begin = share(rows, 1, thread, threads);
  const end = share(rows, 1, thread + 1, threads);
  let loss: f64 = 0;
  for (let row = begin; row < end; row++) {
    const at = <usize>row * step;
    loss += lossOf(address(command, 0) + at, address(command, 1) + at, gradient === 0 ? 0 : gradient + at, step, factor);
  }
  store<f64>(address(command, 3) + (<usize>thread << 3), loss);
}

/** Ints: losses, result, how many. */
export function sumLosses(command: usize, thread: i32): void {
  if (thread !== 0) return;
  let sum: f64 = 0;
  for (let i = 0; i < int(command, 2); i++) sum += load<f64>(address(command, 0) + (<usize>i << 3));
  store<f32>(address(command, 1), <f32>sum);
}

@inline
function sumOf(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}

/** The four numbers of `x` added to two sums. */
@inline
function addTo(sums: v128, x: v128): v128 {
  const upper = f64x2.promote_low_f32x4(i8x16.shuffle(x, x, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15));
  return f64x2.add(sums, f64x2.add(f64x2.promote_low_f32x4(x), upper));
}

/** Of one row, `size` bytes long. */
function lossOf(scores: usize, targets: usize, gradient: usize, size: usize, factor: f32): f64 {
  const highest = maxAlong(scores, size);
  const lift = f32x4.splat(highest);
  const zero = f32x4.splat(0);
  let exps = f64x2.splat(0);
  let masses = exps;
  let products = exps;
  let i: usize = 0;
  for (; i + 16 <= size; i += 16) {
    // Shifted by the highest score, no exponential overflows.
    const x = f32x4.sub(v128.load(scores + i), lift);
    const t = v128.load(targets + i);
    const e = exp4(x);
    exps = addTo(exps, e);
    masses = addTo(masses, t);
    // A class without a target adds nothing, were its score −∞.
    products = addTo(products, v128.and(f32x4.mul(t, x), f32x4.ne(t, zero)));
    if (gradient !== 0) v128.store(gradient + i, e);
  }
  let sum = sumOf(exps);
  let mass = sumOf(masses);
  let product = sumOf(products);
  for (; i < size; i += 4) {
    const x = load<f32>(scores + i) - highest;
    const t = load<f32>(targets + i);
    const e = exp1(x);
    sum += e;
    mass += t;
    if (t !== 0) product += <f64>t * <f64>x;
    if (gradient !== 0) store<f32>(gradient + i, e);
  }
  if (gradient !== 0) setGradient(gradient, targets, size, <f32>(factor * mass / sum), factor);
  return mass === 0 ? -product : mass * NativeMath.log(sum) - product;
}

/** From exponentials to their multiples less factor · t. */
function setGradient(gradient: usize, targets: usize, size: usize, scale: f32, factor: f32): void {
  const scales = f32x4.splat(scale);
  const factors = f32x4.splat(factor);
  let i: usize = 0;
  for (; i + 16 <= size; i += 16) {
    const e = f32x4.mul(scales, v128.load(gradient + i));
    v128.store(gradient + i, f32x4.sub(e, f32x4.mul(factors, v128.load(targets + i))));
  }
  for (; i < size; i += 4) store<f32>(gradient + i, scale * load<f32>(gradient + i) - factor * load<f32>(targets + i));
}
