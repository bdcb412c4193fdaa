/** Where pools find their maxima, and the way back. */
import { address, int, share } from './command';
import { get, put } from './simd';
import * as window from './window';

/** The first position of each window that holds the maximum, or its first. Ints: x, y, positions, nothing, the window. */
export function maxPoolPositions(command: usize, thread: i32, threads: i32): void {
  const size = <usize>window.channelsOf(command) << 2;
  const depth = window.outputOf(command, 0);
  const height = window.outputOf(command, 1);
  const width = window.outputOf(command, 2);
  const space = window.inputOf(command, 0) * window.inputOf(command, 1) * window.inputOf(command, 2);
  const lines = window.samplesOf(command) * depth * height;
  const end = share(lines, 1, thread + 1, threads);
  for (let line = share(lines, 1, thread, threads); line < end; line++) {
    const sample = line / (depth * height);
    window.lookAtRow(command, sample, (line / height) % depth, line % height);
    for (let column = 0; column < width; column++) {
      window.lookAt(command, column);
      const first = <i32>(window.start / size) - sample * space;
      const x = address(command, 0) + window.start;
      const to = <usize>(line * width + column) * size;
      let c: usize = 0;
      for (; c + 16 <= size; c += 16) positionAt(command, x + c, to + c, first, size, true);
      for (; c < size; c += 4) positionAt(command, x + c, to + c, first, size, false);
    }
  }
}

@inline
function positionAt(command: usize, x: usize, to: usize, first: i32, size: usize, four: bool): void {
  const most = get(address(command, 1) + to, four);
  let position = f32x4.splat(<f32>first);
  let open = i32x4.splat(-1);
  for (let i = 0; i < window.planes; i++) {
    for (let j = 0; j < window.rows; j++) {
      let at = <usize>i * window.planeStep + <usize>j * window.rowStep;
      for (let k = window.columns; k > 0; k--) {
        const here = v128.and(open, f32x4.eq(get(x + at, four), most));
        position = v128.bitselect(f32x4.splat(<f32>(first + <i32>(at / size))), position, here);
        open = v128.andnot(open, here);
        at += window.columnStep;
      }
    }
  }
  put(address(command, 2) + to, position, four);
}

/**
 * y is zero but for the sum of the numbers of x with each position; a thread has some channels for itself. Ints: x,
 * positions, y, samples, positions of x, positions of y, channels.
 */
export function unpool(command: usize, thread: i32, threads: i32): void {
  const channels = int(command, 6);
  const begin = share(channels, 1, thread, threads);
  const end = share(channels, 1, thread + 1, threads);
  const size = <usize>channels << 2;
  for (let sample = 0; sample < int(command, 3); sample++) {
    const target = address(command, 2) + <usize>(sample * int(command, 5)) * size;
    for (let i = 0; i < int(command, 5); i++)
      memory.fill(target + <usize>i * size + (<usize>begin << 2), 0, <usize>(end - begin) << 2);
    for (let i = 0; i < int(command, 4); i++) {
      const row = <usize>(sample * int(command, 4) + i) * size;
      for (let c = <usize>begin << 2; c < <usize>end << 2; c += 4) {
        const to = target + <usize>load<f32>(address(command, 1) + row + c) * size + c;
        store<f32>(to, load<f32>(to) + load<f32>(address(command, 0) + row + c));
      }
    }
  }
}

/** Ints: dy, positions, dx, samples, positions of dx, positions of dy, channels. */
export function unpoolGradient(command: usize, thread: i32, threads: i32): void {
  const size = <usize>int(command, 6) << 2;
  const rows = int(command, 3) * int(command, 4);
  const end = share(rows, 1, thread + 1, threads);
  for (let r = share(rows, 1, thread, threads); r < end; r++) {
    const from = address(command, 0) + <usize>((r / int(command, 4)) * int(command, 5)) * size;
    const row = <usize>r * size;
    for (let c: usize = 0; c < size; c += 4) {
      const position = <usize>load<f32>(address(command, 1) + row + c);
      store<f32>(address(command, 2) + row + c, load<f32>(from + position * size + c));
    }
  }
}
