/**
 * The maximum of chosen elements along one axis. Ints of both kernels begin with: outer extent, elements along the axis,
 * outputs along it, inner extent, where for each output its first tap is found and behind them the end of the last, and
 * the taps.
 */
import { address, int, share } from './command';
import { get, put } from './simd';

const INNER: i32 = 3;

@inline
function entry(place: usize, i: i32): i32 {
  return load<i32>(place + (<usize>i << 2));
}

/** Then: x, y. */
export function maxAlong(command: usize, thread: i32, threads: i32): void {
  const outputs = int(command, 2);
  const size = <usize>int(command, INNER) << 2;
  const end = share(int(command, 0) * outputs, 1, thread + 1, threads);
  for (let i = share(int(command, 0) * outputs, 1, thread, threads); i < end; i++) {
    const x = address(command, 6) + <usize>((i / outputs) * int(command, 1)) * size;
    const y = address(command, 7) + <usize>i * size;
    let c: usize = 0;
    for (; c + 16 <= size; c += 16) maximumAt(command, i % outputs, x + c, y + c, size, true);
    for (; c < size; c += 4) maximumAt(command, i % outputs, x + c, y + c, size, false);
  }
}

@inline
function maximumAt(command: usize, output: i32, x: usize, y: usize, size: usize, four: bool): void {
  const first = address(command, 4);
  const end = entry(first, output + 1);
  let most = f32x4.splat(-Infinity);
  for (let tap = entry(first, output); tap < end; tap++)
    most = f32x4.max(most, get(x + <usize>entry(address(command, 5), tap) * size, four));
  put(y, most, four);
}

/** Then: x, y, dy, dx. A thread has some of the inner elements for itself. */
export function maxAlongGradient(command: usize, thread: i32, threads: i32): void {
  const size = <usize>int(command, INNER) << 2;
  const begin = <usize>share(int(command, INNER), 4, thread, threads) << 2;
  const end = <usize>share(int(command, INNER), 4, thread + 1, threads) << 2;
  for (let o = 0; o < int(command, 0); o++) {
    const from = <usize>(o * int(command, 1)) * size;
    const to = <usize>(o * int(command, 2)) * size;
    for (let e = 0; e < int(command, 1); e++) memory.fill(address(command, 9) + from + <usize>e * size + begin, 0, end - begin);
    for (let t = 0; t < int(command, 2); t++) {
      const row = to + <usize>t * size;
      let c = begin;
      for (; c + 16 <= end; c += 16) giveAt(command, t, from + c, row + c, size, true);
      for (; c < end; c += 4) giveAt(command, t, from + c, row + c, size, false);
    }
  }
}

/** To the first tap that holds the maximum. */
@inline
function giveAt(command: usize, output: i32, from: usize, to: usize, size: usize, four: bool): void {
  const first = address(command, 4);
  const end = entry(first, output + 1);
  const most = get(address(command, 7) + to, four);
  let left = get(address(command, 8) + to, four);
  for (let tap = entry(first, output); tap < end; tap++) {
    const at = from + <usize>entry(address(command, 5), tap) * size;
    const here = f32x4.eq(get(address(command, 6) + at, four), most);
    const dx = address(command, 9) + at;
    put(dx, f32x4.add(get(dx, four), v128.and(left, here)), four);
    left = v128.andnot(left, here);
  }
}
