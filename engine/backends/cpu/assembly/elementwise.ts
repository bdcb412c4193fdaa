/** Number by number. */
import { address, float, high, int, low, share } from './command';
import { clip } from './simd';

/** Ints: target, count. Float: the value. */
export function fill(command: usize, thread: i32, threads: i32): void {
  let to = address(command, 0) + (<usize>share(int(command, 1), 16, thread, threads) << 2);
  const end = address(command, 0) + (<usize>share(int(command, 1), 16, thread + 1, threads) << 2);
  const value = float(command, 0);
  const four = f32x4.splat(value);
  for (; to + 32 <= end; to += 32) {
    v128.store(to, four);
    v128.store(to, four, 16);
  }
  for (; to < end; to += 4) store<f32>(to, value);
}

/** Ints: source, target, count. */
export function copy(command: usize, thread: i32, threads: i32): void {
  const begin = <usize>share(int(command, 2), 16, thread, threads) << 2;
  const end = <usize>share(int(command, 2), 16, thread + 1, threads) << 2;
  memory.copy(address(command, 1) + begin, address(command, 0) + begin, end - begin);
}

/** a + b, clipped. Ints: a, b, target, count. */
export function add(command: usize, thread: i32, threads: i32): void {
  const a = address(command, 0);
  const b = address(command, 1);
  const to = address(command, 2);
  let i = <usize>share(int(command, 3), 16, thread, threads) << 2;
  const end = <usize>share(int(command, 3), 16, thread + 1, threads) << 2;
  const least = low(command);
  const most = high(command);
  for (; i + 32 <= end; i += 32) {
    const first = f32x4.add(v128.load(a + i), v128.load(b + i));
    const second = f32x4.add(v128.load(a + i, 16), v128.load(b + i, 16));
    v128.store(to + i, clip(first, least, most));
    v128.store(to + i, clip(second, least, most), 16);
  }
  for (; i < end; i += 4) {
    const sum = f32x4.add(v128.load32_splat(a + i), v128.load32_splat(b + i));
    store<f32>(to + i, f32x4.extract_lane(clip(sum, least, most), 0));
  }
}

/** dy where y > 0, else 0. Ints: y, dy, dx, count. */
export function reluGradient(command: usize, thread: i32, threads: i32): void {
  const y = address(command, 0);
  const dy = address(command, 1);
  const dx = address(command, 2);
  let i = <usize>share(int(command, 3), 16, thread, threads) << 2;
  const end = <usize>share(int(command, 3), 16, thread + 1, threads) << 2;
  const zero = f32x4.splat(0);
  for (; i + 16 <= end; i += 16)
    v128.store(dx + i, v128.and(v128.load(dy + i), f32x4.gt(v128.load(y + i), zero)));
  for (; i < end; i += 4) store<f32>(dx + i, load<f32>(y + i) > 0 ? load<f32>(dy + i) : 0);
}

/** dy where low < y < high, else 0. Ints: y, dy, dx, count. Floats: low, high. */
export function clipGradient(command: usize, thread: i32, threads: i32): void {
  const y = address(command, 0);
  const dy = address(command, 1);
  const dx = address(command, 2);
  const low = float(command, 0);
  const high = float(command, 1);
  let i = <usize>share(int(command, 3), 16, thread, threads) << 2;
  const end = <usize>share(int(command, 3), 16, thread + 1, threads) << 2;
  const lows = f32x4.splat(low);
  const highs = f32x4.splat(high);
  for (; i + 16 <= end; i += 16) {
    const value = v128.load(y + i);
    const inside = v128.and(f32x4.gt(value, lows), f32x4.lt(value, highs));
    v128.store(dx + i, v128.and(v128.load(dy + i), inside));
  }
  for (; i < end; i += 4) {
    const value = load<f32>(y + i);
    store<f32>(dx + i, value > low && value < high ? load<f32>(dy + i) : 0);
  }
}
