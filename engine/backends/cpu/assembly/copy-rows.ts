/** Copies between tensors whose axes lie apart. */
import { address, int, share } from './command';
import { first, next, second, seek } from './walk';

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

/**
 * Ints: source, target, count, numbers from one to the next of a row in the source (0: one for the whole row) and in
 * the target, the walk over source and target.
 */
export function copyRows(command: usize, thread: i32, threads: i32): void {
  const step = <usize>int(command, 3) << 2;
  const toStep = <usize>int(command, 4) << 2;
  const length = int(command, 5);
  let i = share(int(command, 2), 16, thread, threads);
  const end = share(int(command, 2), 16, thread + 1, threads);
  let column = i % length;
  seek(command, 5, i / length);
  while (i < end) {
    const count = min(length - column, end - i);
    let from = address(command, 0) + first + <usize>column * step;
    let to = address(command, 1) + second + <usize>column * toStep;
    const bytes = <usize>count << 2;
    if (step === 4 && toStep === 4) copyRow(from, to, bytes);
    else if (step === 0 && toStep === 4) fillRow(load<f32>(from), to, bytes);
    else {
      for (let k = 0; k < count; k++) {
        store<f32>(to, load<f32>(from));
        from += step;
        to += toStep;
      }
    }
    i += count;
    column = 0;
    next(command, 5);
  }
}
