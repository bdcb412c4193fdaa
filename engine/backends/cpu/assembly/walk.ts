/**
 * Walks two tensors row by row together: a row is the innermost axis, and the axes around it are counted as an odometer
 * does. In a command, from the whole number `at` on: numbers in a row, how many axes are around it, then for each axis,
 * outermost first, its extent and the numbers that either tensor moves on by.
 */
import { int } from './command';
import { scratch } from './scratch';

/** Bytes from the start of either tensor to its row. */
export let first: usize = 0;
export let second: usize = 0;
/** Rows from this one on, itself among them, that lie in equal steps, and the bytes of a step of either tensor. */
export let ahead: i32 = 0;
export let firstStep: usize = 0;
export let secondStep: usize = 0;

/** Goes to a row, counted over all axes. */
export function seek(command: usize, at: i32, row: i32): void {
  const last = int(command, at + 1) - 1;
  first = 0;
  second = 0;
  ahead = 1;
  let rest = row;
  for (let axis = last; axis >= 0; axis--) {
    const place = at + 2 + 3 * axis;
    const extent = int(command, place);
    const index = rest % extent;
    rest /= extent;
    store<i32>(scratch + (<usize>axis << 2), index);
    const ownFirst = <usize>int(command, place + 1) << 2;
    const ownSecond = <usize>int(command, place + 2) << 2;
    first += <usize>index * ownFirst;
    second += <usize>index * ownSecond;
    if (axis === last) {
      ahead = extent - index;
      firstStep = ownFirst;
      secondStep = ownSecond;
    }
  }
}

/** Goes on by up to as many rows as are ahead; behind the last row comes the first. */
export function pass(command: usize, at: i32, rows: i32): void {
  first += <usize>rows * firstStep;
  second += <usize>rows * secondStep;
  ahead -= rows;
  if (ahead > 0) return;
  ahead = 1;
  const last = int(command, at + 1) - 1;
  if (last < 0) return;
  ahead = int(command, at + 2 + 3 * last);
  first -= <usize>ahead * firstStep;
  second -= <usize>ahead * secondStep;
  for (let axis = last - 1; axis >= 0; axis--) {
    const place = at + 2 + 3 * axis;
    const extent = int(command, place);
    const ownFirst = <usize>int(command, place + 1) << 2;
    const ownSecond = <usize>int(command, place + 2) << 2;
    const counter = scratch + (<usize>axis << 2);
    const index = load<i32>(counter) + 1;
    first += ownFirst;
    second += ownSecond;
    if (index < extent) {
      store<i32>(counter, index);
      return;
    }
    store<i32>(counter, 0);
    first -= <usize>extent * ownFirst;
    second -= <usize>extent * ownSecond;
  }
}
