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

/** Goes to a row, counted over all axes. */
export function seek(command: usize, at: i32, row: i32): void {
  first = 0;
  second = 0;
  let rest = row;
  for (let axis = int(command, at + 1) - 1; axis >= 0; axis--) {
    const place = at + 2 + 3 * axis;
    const extent = int(command, place);
    const index = rest % extent;
    rest /= extent;
    store<i32>(scratch + (<usize>axis << 2), index);
    first += <usize>index * (<usize>int(command, place + 1) << 2);
    second += <usize>index * (<usize>int(command, place + 2) << 2);
  }
}

/** Goes to the row behind; behind the last comes the first. */
export function next(command: usize, at: i32): void {
  for (let axis = int(command, at + 1) - 1; axis >= 0; axis--) {
    const place = at + 2 + 3 * axis;
    const counter = scratch + (<usize>axis << 2);
    const index = load<i32>(counter) + 1;
    const extent = int(command, place);
    const firstStep = <usize>int(command, place + 1) << 2;
    const secondStep = <usize>int(command, place + 2) << 2;
    first += firstStep;
    second += secondStep;
    if (index < extent) {
      store<i32>(counter, index);
      return;
    }
    store<i32>(counter, 0);
    first -= <usize>extent * firstStep;
    second -= <usize>extent * secondStep;
  }
}
