/** Copies between tensors whose axes lie apart. */
import { address, int, share } from './command';
import { ahead, first, firstStep, pass, second, secondStep, seek } from './walk';

/** Bytes above which a call is worth it. */
const MANY: usize = 1024;

@inline
function copyRow(from: usize, to: usize, bytes: usize): void {
  if (bytes >= MANY) {
    memory.copy(to, from, bytes);
    return;
  }
  const end = to + bytes;
  for (; to + 32 <= end; to += 32) {
    const x0 = v128.load(from);
    const x1 = v128.load(from, 16);
    v128.store(to, x0);
    v128.store(to, x1, 16);
    from += 32;
  }
  for (; to < end; to += 4) {
    store<f32>(to, load<f32>(from));
    from += 4;
  }
}

@inline
function fillRow(value: f32, to: usize, bytes: usize): void {
  const end = to + bytes;
  const four = f32x4.splat(value);
  for (; to + 16 <= end; to += 16) v128.store(to, four);
  for (; to < end; to += 4) store<f32>(to, value);
}

/** Numbers `fromStep` and `toStep` bytes apart. */
@inline
function spreadRow(from: usize, fromStep: usize, to: usize, toStep: usize, count: i32): void {
  for (let k = 0; k < count; k++) {
    store<f32>(to, load<f32>(from));
    from += fromStep;
    to += toStep;
  }
}

/**
 * Ints: source, target, count, numbers from one to the next of a row in the source (0: one for the whole row) and in
 * the target, the walk over source and target.
 */
export function copyRows(command: usize, thread: i32, threads: i32): void {
  const fromStep = <usize>int(command, 3) << 2;
  const toStep = <usize>int(command, 4) << 2;
  const length = int(command, 5);
  let i = share(int(command, 2), 16, thread, threads);
  const end = share(int(command, 2), 16, thread + 1, threads);
  let column = i % length;
  seek(command, 5, i / length);
  while (i < end) {
    // A share may begin and end within a row.
    const whole = column === 0 && end - i >= length;
    const count = whole ? length : min(length - column, end - i);
    const rows = whole ? min(ahead, (end - i) / length) : 1;
    const bytes = <usize>count << 2;
    let from = address(command, 0) + first + <usize>column * fromStep;
    let to = address(command, 1) + second + <usize>column * toStep;
    for (let row = 0; row < rows; row++) {
      if (fromStep === 4 && toStep === 4) copyRow(from, to, bytes);
      else if (fromStep === 0 && toStep === 4) fillRow(load<f32>(from), to, bytes);
      else spreadRow(from, fromStep, to, toStep, count);
      from += firstStep;
      to += secondStep;
    }
    i += rows * count;
    column = 0;
    pass(command, 5, rows);
  }
}
