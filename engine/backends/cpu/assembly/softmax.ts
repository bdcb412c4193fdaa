/** Softmax and its logarithm over rows, which may be replaced by the result. */
import { address, int, share } from './command';
import { exp4 } from './exp';
import { powersAlong } from './function-runs';
import { log4 } from './log';
import { maxAlong } from './reduce';
import { get, madd, put, sumOf } from './simd';

/** Ints: x, y, rows, columns, whether the logarithm. */
export function softmax(command: usize, thread: i32, threads: i32): void {
  const size = <usize>int(command, 3) << 2;
  const log = int(command, 4) !== 0;
  const end = share(int(command, 2), 1, thread + 1, threads);
  for (let row = share(int(command, 2), 1, thread, threads); row < end; row++) {
    const x = address(command, 0) + <usize>row * size;
    const y = address(command, 1) + <usize>row * size;
    // Shifted by the highest, no exponential overflows.
    const highest = maxAlong(x, size);
    const sum = f32x4.splat(powersAlong(x, y, highest, size, !log));
    if (log) addTo(x, y, f32x4.splat(-highest), f32x4.neg(log4(sum)), size);
    else scale(y, f32x4.div(f32x4.splat(1), sum), size);
  }
}

/** Two numbers one after the other, for the first is large. */
@inline
function addTo(x: usize, y: usize, first: v128, second: v128, size: usize): void {
  let i: usize = 0;
  for (; i + 16 <= size; i += 16) put(y + i, f32x4.add(f32x4.add(get(x + i, true), first), second), true);
  for (; i < size; i += 4) put(y + i, f32x4.add(f32x4.add(get(x + i, false), first), second), false);
}

@inline
function scale(y: usize, factor: v128, size: usize): void {
  let i: usize = 0;
  for (; i + 16 <= size; i += 16) put(y + i, f32x4.mul(get(y + i, true), factor), true);
  for (; i < size; i += 4) put(y + i, f32x4.mul(get(y + i, false), factor), false);
}

/** y·(dy − Σ dy·y), or dy − e^y · Σ dy. Ints: y, dy, dx, rows, columns, whether the logarithm. */
export function softmaxGradient(command: usize, thread: i32, threads: i32): void {
  const size = <usize>int(command, 4) << 2;
  const log = int(command, 5) !== 0;
  const end = share(int(command, 3), 1, thread + 1, threads);
  for (let row = share(int(command, 3), 1, thread, threads); row < end; row++) {
    const at = <usize>row * size;
    const y = address(command, 0) + at;
    const dy = address(command, 1) + at;
    const dx = address(command, 2) + at;
    if (log) gradientOf(y, dy, dx, size, true);
    else gradientOf(y, dy, dx, size, false);
  }
}

@inline
function gradientOf(y: usize, dy: usize, dx: usize, size: usize, log: bool): void {
  let sums = f32x4.splat(0);
  let i: usize = 0;
  for (; i + 16 <= size; i += 16) {
    const d = v128.load(dy + i);
    sums = log ? f32x4.add(sums, d) : madd(d, v128.load(y + i), sums);
  }
  let sum = sumOf(sums);
  for (; i < size; i += 4) sum += log ? load<f32>(dy + i) : load<f32>(dy + i) * load<f32>(y + i);
  const whole = f32x4.splat(sum);
  for (i = 0; i + 16 <= size; i += 16) gradientAt(y + i, dy + i, dx + i, whole, log, true);
  for (; i < size; i += 4) gradientAt(y + i, dy + i, dx + i, whole, log, false);
}

@inline
function gradientAt(y: usize, dy: usize, dx: usize, sum: v128, log: bool, four: bool): void {
  const d = get(dy, four);
  const own = get(y, four);
  put(dx, log ? f32x4.sub(d, f32x4.mul(exp4(own), sum)) : f32x4.mul(own, f32x4.sub(d, sum)), four);
}
