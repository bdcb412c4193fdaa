/** Rows by number, and their gradients. */
import { address, int, share } from './command';

/** Copies a row; from nowhere come zeros. */
@inline
function copyRow(from: usize, to: usize, bytes: usize): void {
  if (from === 0) memory.fill(to, 0, bytes);
  else if (bytes >= 1024) memory.copy(to, from, bytes);
  else {
    const end = to + bytes;
    for (; to + 16 <= end; to += 16) {
      v128.store(to, v128.load(from));
      from += 16;
    }
    for (; to < end; to += 4) {
      store<f32>(to, load<f32>(from));
      from += 4;
    }
  }
}

@inline
function addRow(from: usize, to: usize, bytes: usize): void {
  const end = to + bytes;
  for (; to + 16 <= end; to += 16) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
    from += 16;
  }
  for (; to < end; to += 4) {
    store<f32>(to, load<f32>(to) + load<f32>(from));
    from += 4;
  }
}

/** Where there is no row of that number zeros are taken. Ints: x, index, target, rows of x, numbers in a row, rows of the target. */
export function gather(command: usize, thread: i32, threads: i32): void {
  const rows = int(command, 3);
  const bytes = <usize>int(command, 4) << 2;
  const end = share(int(command, 5), 1, thread + 1, threads);
  for (let i = share(int(command, 5), 1, thread, threads); i < end; i++) {
    const which = load<f32>(address(command, 1) + (<usize>i << 2));
    const from = which >= 0 && which < <f32>rows ? address(command, 0) + <usize>which * bytes : 0;
    copyRow(from, address(command, 2) + <usize>i * bytes, bytes);
  }
}

/**
 * Each thread sums its own columns, or its own rows of the target, in the order of `index`. Ints: dy, index, target, rows of the
 * target, numbers in a row, rows of dy, whether columns are dealt out.
 */
export function gatherGradient(command: usize, thread: i32, threads: i32): void {
  const rows = int(command, 3);
  const columns = int(command, 4);
  const count = int(command, 5);
  const byColumns = int(command, 6) !== 0;
  const step = <usize>columns << 2;
  const firstRow = byColumns ? 0 : share(rows, 1, thread, threads);
  const endRow = byColumns ? rows : share(rows, 1, thread + 1, threads);
  const begin = byColumns ? <usize>share(columns, 16, thread, threads) << 2 : 0;
  const bytes = (byColumns ? <usize>share(columns, 16, thread + 1, threads) << 2 : step) - begin;
  if (bytes === 0) return;
  const to = address(command, 2) + begin;
  for (let row = firstRow; row < endRow; row++) memory.fill(to + <usize>row * step, 0, bytes);
  const from = address(command, 0) + begin;
  for (let i = 0; i < count; i++) {
    const which = load<f32>(address(command, 1) + (<usize>i << 2));
    if (which >= <f32>firstRow && which < <f32>endRow) addRow(from + <usize>i * step, to + <usize>which * step, bytes);
  }
}

/**
 * Ints: x, target, for each row of the target the row of x (or −1: zeros), for each column the same, images, rows and columns of x,
 * rows and columns of the target, channels.
 */
export function pickPixels(command: usize, thread: i32, threads: i32): void {
  const height = int(command, 5);
  const width = int(command, 6);
  const rows = int(command, 7);
  const columns = int(command, 8);
  const bytes = <usize>int(command, 9) << 2;
  const work = int(command, 4) * rows;
  const end = share(work, 1, thread + 1, threads);
  for (let i = share(work, 1, thread, threads); i < end; i++) {
    const row = load<i32>(address(command, 2) + (<usize>(i % rows) << 2));
    let to = address(command, 1) + <usize>i * <usize>columns * bytes;
    if (row < 0) {
      memory.fill(to, 0, <usize>columns * bytes);
      continue;
    }
    const from = address(command, 0) + <usize>((i / rows) * height + row) * <usize>width * bytes;
    for (let j = 0; j < columns; j++) {
      const column = load<i32>(address(command, 3) + (<usize>j << 2));
      copyRow(column < 0 ? 0 : from + <usize>column * bytes, to, bytes);
      to += bytes;
    }
  }
}

/** Each row of dx is summed by one thread. Ints: dy, dx, then as `pickPixels`, with x for dx. */
export function pickPixelsGradient(command: usize, thread: i32, threads: i32): void {
  const height = int(command, 5);
  const width = int(command, 6);
  const rows = int(command, 7);
  const columns = int(command, 8);
  const bytes = <usize>int(command, 9) << 2;
  const work = int(command, 4) * height;
  const end = share(work, 1, thread + 1, threads);
  for (let i = share(work, 1, thread, threads); i < end; i++) {
    const to = address(command, 1) + <usize>i * <usize>width * bytes;
    memory.fill(to, 0, <usize>width * bytes);
    const image = i / height;
    const own = i % height;
    for (let row = 0; row < rows; row++) {
      if (load<i32>(address(command, 2) + (<usize>row << 2)) !== own) continue;
      let from = address(command, 0) + <usize>(image * rows + row) * <usize>columns * bytes;
      for (let j = 0; j < columns; j++) {
        const column = load<i32>(address(command, 3) + (<usize>j << 2));
        if (column >= 0) addRow(from, to + <usize>column * bytes, bytes);
        from += bytes;
      }
    }
  }
}
