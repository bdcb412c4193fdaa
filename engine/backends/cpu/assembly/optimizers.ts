/**
 * Updates of a parameter. Ints begin with the gradient, the parameter, how many numbers, and the thread that does it
 * all, or −1 where each does its share.
 */
import { address, float, int, share } from './command';
import { get, madd, put } from './simd';

/** Bytes from the start of the parameter to where the work of a thread begins; that of the next thread where it ends. */
@inline
function beginOf(command: usize, thread: i32, threads: i32): usize {
  return <usize>share(int(command, 2), 16, thread, threads) << 2;
}

@inline
function endOf(command: usize, thread: i32, threads: i32): usize {
  const owner = int(command, 3);
  if (owner < 0) return beginOf(command, thread + 1, threads);
  return owner === thread ? <usize>int(command, 2) << 2 : 0;
}

@inline
function startOf(command: usize, thread: i32, threads: i32): usize {
  return int(command, 3) < 0 ? beginOf(command, thread, threads) : 0;
}

/** Ints: the velocity, whether Nesterov. Floats: learning rate, momentum, weight decay. */
export function sgd(command: usize, thread: i32, threads: i32): void {
  const gradient = address(command, 0);
  const parameter = address(command, 1);
  const velocity = address(command, 4);
  const nesterov = int(command, 5) !== 0;
  const rate = f32x4.splat(-float(command, 0));
  const momentum = f32x4.splat(float(command, 1));
  const decay = f32x4.splat(float(command, 2));
  const end = endOf(command, thread, threads);
  let i = startOf(command, thread, threads);
  for (; i + 16 <= end; i += 16)
    sgdAt(gradient + i, parameter + i, velocity + i, nesterov, rate, momentum, decay, true);
  for (; i < end; i += 4) sgdAt(gradient + i, parameter + i, velocity + i, nesterov, rate, momentum, decay, false);
}

@inline
function sgdAt(
  gradient: usize,
  parameter: usize,
  velocity: usize,
  nesterov: bool,
  rate: v128,
  momentum: v128,
  decay: v128,
  four: bool,
): void {
  const w = get(parameter, four);
  const g = madd(decay, w, get(gradient, four));
  const v = madd(momentum, get(velocity, four), g);
  put(velocity, v, four);
  put(parameter, madd(rate, nesterov ? madd(momentum, v, g) : v, w), four);
}

/** Ints: the sum. Floats: learning rate, epsilon. */
export function adagrad(command: usize, thread: i32, threads: i32): void {
  const gradient = address(command, 0);
  const parameter = address(command, 1);
  const sum = address(command, 4);
  const rate = f32x4.splat(float(command, 0));
  const eps = f32x4.splat(float(command, 1));
  const end = endOf(command, thread, threads);
  let i = startOf(command, thread, threads);
  for (; i + 16 <= end; i += 16) adagradAt(gradient + i, parameter + i, sum + i, rate, eps, true);
  for (; i < end; i += 4) adagradAt(gradient + i, parameter + i, sum + i, rate, eps, false);
}

@inline
function adagradAt(gradient: usize, parameter: usize, sum: usize, rate: v128, eps: v128, four: bool): void {
  const g = get(gradient, four);
  const s = madd(g, g, get(sum, four));
  put(sum, s, four);
  const step = f32x4.div(f32x4.mul(rate, g), f32x4.add(f32x4.sqrt(s), eps));
  put(parameter, f32x4.sub(get(parameter, four), step), four);
}

/**
 * Ints: the square, the mean or 0, the velocity or 0, whether epsilon stands inside the root. Floats: learning rate,
 * 1 − decay, epsilon, momentum.
 */
export function rmsprop(command: usize, thread: i32, threads: i32): void {
  const end = endOf(command, thread, threads);
  let i = startOf(command, thread, threads);
  for (; i + 16 <= end; i += 16) rmspropAt(command, i, true);
  for (; i < end; i += 4) rmspropAt(command, i, false);
}

@inline
function rmspropAt(command: usize, i: usize, four: bool): void {
  const parameter = address(command, 1) + i;
  const square = address(command, 4) + i;
  const mean = address(command, 5);
  const velocity = address(command, 6);
  const share = f32x4.splat(float(command, 1));
  const eps = f32x4.splat(float(command, 2));
  const g = get(address(command, 0) + i, four);
  let s = get(square, four);
  s = madd(share, f32x4.sub(f32x4.mul(g, g), s), s);
  put(square, s, four);
  if (mean !== 0) {
    let m = get(mean + i, four);
    m = madd(share, f32x4.sub(g, m), m);
    put(mean + i, m, four);
    // Rounding may leave less than nothing.
    s = f32x4.max(f32x4.splat(0), f32x4.sub(s, f32x4.mul(m, m)));
  }
  const inside = int(command, 7) !== 0;
  let step = f32x4.div(g, inside ? f32x4.sqrt(f32x4.add(s, eps)) : f32x4.add(f32x4.sqrt(s), eps));
  if (velocity !== 0) {
    step = madd(f32x4.splat(float(command, 3)), get(velocity + i, four), step);
    put(velocity + i, step, four);
  }
  put(parameter, f32x4.sub(get(parameter, four), f32x4.mul(f32x4.splat(float(command, 0)), step)), four);
}

/**
 * Ints: m, v, the highest or 0. Floats: the learning rate over m's correction, 1 − β₁, 1 − β₂, one over the root of v's
 * correction, epsilon, what weight decay leaves of the parameter.
 */
export function adam(command: usize, thread: i32, threads: i32): void {
  const end = endOf(command, thread, threads);
  let i = startOf(command, thread, threads);
  for (; i + 16 <= end; i += 16) adamAt(command, i, true);
  for (; i < end; i += 4) adamAt(command, i, false);
}

@inline
function adamAt(command: usize, i: usize, four: bool): void {
  const parameter = address(command, 1) + i;
  const first = address(command, 4) + i;
  const second = address(command, 5) + i;
  const highest = address(command, 6);
  const g = get(address(command, 0) + i, four);
  let m = get(first, four);
  m = madd(f32x4.splat(float(command, 1)), f32x4.sub(g, m), m);
  put(first, m, four);
  let v = get(second, four);
  v = madd(f32x4.splat(float(command, 2)), f32x4.sub(f32x4.mul(g, g), v), v);
  put(second, v, four);
  if (highest !== 0) {
    v = f32x4.max(get(highest + i, four), v);
    put(highest + i, v, four);
  }
  const root = madd(f32x4.sqrt(v), f32x4.splat(float(command, 3)), f32x4.splat(float(command, 4)));
  const step = f32x4.div(f32x4.mul(f32x4.splat(float(command, 0)), m), root);
  put(parameter, f32x4.sub(f32x4.mul(get(parameter, four), f32x4.splat(float(command, 5))), step), four);
}
