/** Images with zeros around them. */
import { address, int, share } from './command';

/**
 * Copies `count` boxes of planes × rows × numbers into larger ones that are zero elsewhere. Ints: source, target, count,
 * planes, rows, numbers in a row, then the same three of the larger boxes, then the planes, rows and numbers before.
 */
export function border(command: usize, thread: i32, threads: i32): void {
  const planes = int(command, 3);
  const rows = int(command, 4);
  const wide = <usize>int(command, 5) << 2;
  const allPlanes = int(command, 6);
  const allRows = int(command, 7);
  const allWide = <usize>int(command, 8) << 2;
  const plane = int(command, 9);
  const row = int(command, 10);
  const before = <usize>int(command, 11) << 2;
  const all = int(command, 2) * allPlanes * allRows;
  const end = share(all, 1, thread + 1, threads);
  for (let i = share(all, 1, thread, threads); i < end; i++) {
    const to = address(command, 1) + <usize>i * allWide;
    const r = (i % allRows) - row;
    const p = ((i / allRows) % allPlanes) - plane;
    if (r < 0 || r >= rows || p < 0 || p >= planes) {
      memory.fill(to, 0, allWide);
      continue;
    }
    const box = i / (allRows * allPlanes);
    if (before > 0) memory.fill(to, 0, before);
    memory.copy(to + before, address(command, 0) + <usize>((box * planes + p) * rows + r) * wide, wide);
    if (before + wide < allWide) memory.fill(to + before + wide, 0, allWide - before - wide);
  }
}
