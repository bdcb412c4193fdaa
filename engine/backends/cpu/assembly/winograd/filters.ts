import { address, int, share } from '../command';
import { COLUMNS, wide } from '../tile';
import { spread, way } from './points';
import { transformFilters, transformTurnedFilters } from './transforms';

/**
 * GgGᵀ of every filter, packed as `pack` does at every point. Ints: filters, target, in, out, whether for the gradient
 * of the input: in and out change places then, and the filters are turned by 180°; 5 the first column that is wanted
 * and how many. In and out are multiples of 4.
 */
export function winogradFilters(command: usize, thread: i32, threads: i32): void {
  const target = address(command, 1);
  const inputs = int(command, 2);
  const outputs = int(command, 3);
  const turned = int(command, 4) !== 0;
  const depth = turned ? outputs : inputs;
  const first = int(command, 5);
  const columns = int(command, 6);
  const rowBytes = <usize>outputs << 2;
  const element = <usize>inputs * rowBytes;
  const point = spread(((columns + 7) & ~7) * depth);
  const end = share(columns, COLUMNS, thread + 1, threads);
  for (let column = share(columns, COLUMNS, thread, threads); column < end; column += COLUMNS) {
    const width = min(COLUMNS, columns - column);
    const place = <usize>(first + column);
    let to = target + <usize>column * <usize>depth * 4;
    if (turned) {
      const w = address(command, 0) + place * rowBytes;
      for (let k = 0; k < depth; k += 4) {
        transformTurnedFilters(way(), w + (<usize>k << 2), element, rowBytes, to, point, width);
        to += 128;
      }
      continue;
    }
    const w = address(command, 0) + (place << 2);
    for (let k = 0; k < depth; k++) {
      transformFilters(way(), w + <usize>k * rowBytes, element, to, point, width, wide);
      to += 32;
    }
  }
}
