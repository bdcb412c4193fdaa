/** Sums over rows, in blocks, so that rounding does not grow with their number. */
import { address, int, share } from './command';

/** Rows that are summed up before they are added to what was. */
const BLOCK: i32 = 128;

/**
 * Each thread sums its share of the rows into a row of its own; `SUM_PARTS` adds these up. Ints: source, parts (a row
 * for each thread), rows, columns.
 */
export function sumRows(command: usize, thread: i32, threads: i32): void {
  const rows = int(command, 2);
  const columns = int(command, 3);
  const begin = share(rows, 1, thread, threads);
  const end = share(rows, 1, thread + 1, threads);
  const step = <usize>columns << 2;
  const target = address(command, 1) + <usize>thread * step;
  memory.fill(target, 0, step);
  for (let block = begin; block < end; block += BLOCK) {
    const count = min(BLOCK, end - block);
    const from = address(command, 0) + <usize>block * step;
    let c = 0;
    for (; c + 8 <= columns; c += 8) {
      let p = from + (<usize>c << 2);
      let s0 = f32x4.splat(0);
      let s1 = s0;
      for (let r = 0; r < count; r++) {
        s0 = f32x4.add(s0, v128.load(p));
        s1 = f32x4.add(s1, v128.load(p, 16));
        p += step;
      }
      const q = target + (<usize>c << 2);
      v128.store(q, f32x4.add(v128.load(q), s0));
      v128.store(q, f32x4.add(v128.load(q, 16), s1), 16);
    }
    for (; c < columns; c++) {
      let p = from + (<usize>c << 2);
      let sum: f32 = 0;
      for (let r = 0; r < count; r++) {
        sum += load<f32>(p);
        p += step;
      }
      const q = target + (<usize>c << 2);
      store<f32>(q, load<f32>(q) + sum);
    }
  }
}

/** Ints: parts, target, how many parts, numbers in each. */
export function sumParts(command: usize, thread: i32, threads: i32): void {
  const parts = int(command, 2);
  const columns = int(command, 3);
  const end = share(columns, 16, thread + 1, threads);
  for (let c = share(columns, 16, thread, threads); c < end; c++) {
    let sum: f32 = 0;
    for (let part = 0; part < parts; part++)
      sum += load<f32>(address(command, 0) + ((<usize>part * <usize>columns + <usize>c) << 2));
    store<f32>(address(command, 1) + (<usize>c << 2), sum);
  }
}
