/** Plain recurrences over a sequence (Elman, 1990). */
import { address, int } from './command';
import { OWN, overSteps } from './recurrence';
import { get, put } from './simd';
import { reluSlope, tanhSlope } from './slopes';
import { tanh4 } from './tanh';

/** h = f(x + sums). */
@inline
function step(j: usize, x: usize, sums: usize, h: usize, row: usize, isTanh: bool, four: bool): void {
  const sum = f32x4.add(get(x + j, four), get(sums + j, four));
  // What is no number stays none.
  const state = isTanh ? tanh4(sum) : v128.andnot(sum, f32x4.lt(sum, f32x4.splat(0)));
  put(h + j, state, four);
  put(row + j, state, four);
}

/** Ints of its own: products of the inputs, h, whether the function is tanh (else max(0, x)). */
class Rnn {
  @inline blocks(): i32 { return 1; }
  @inline rowBlocks(): i32 { return 1; }
  @inline goesOn(command: usize): bool { return false; }
  apply(command: usize, sample: i32, time: i32, k: i32, unit: i32, count: i32, sums: usize, block: usize, row: usize): void {
    const first = <usize>unit << 2;
    const here = (<usize>(sample * int(command, 3) + time) * <usize>int(command, 4) << 2) + first;
    const x = address(command, OWN) + here;
    const h = address(command, OWN + 1) + here;
    const isTanh = int(command, OWN + 2) !== 0;
    const to = row + first;
    const end = <usize>count << 2;
    let j: usize = 0;
    for (; j + 16 <= end; j += 16) step(j, x, sums, h, to, isTanh, true);
    for (; j < end; j += 4) step(j, x, sums, h, to, isTanh, false);
  }
}

export function rnn(command: usize, thread: i32, threads: i32): void {
  overSteps<Rnn>(command, thread, threads);
}

/** Ints of its own: gradients of h or 0, of its last or 0, of its first or 0; h; the gradient of the products; as above. */
class RnnGradient {
  @inline blocks(): i32 { return 1; }
  @inline rowBlocks(): i32 { return 1; }
  @inline goesOn(command: usize): bool { return int(command, OWN + 2) !== 0; }
  apply(command: usize, sample: i32, time: i32, k: i32, unit: i32, count: i32, sums: usize, block: usize, row: usize): void {
    const steps = int(command, 3);
    const gate = <usize>int(command, 4) << 2;
    const first = <usize>unit << 2;
    const own = <usize>sample * gate + first;
    const end = <usize>count << 2;
    if (k === steps) {
      memory.copy(address(command, OWN + 2) + own, sums, end);
      return;
    }
    const here = <usize>(sample * steps + time) * gate + first;
    const dh: usize = address(command, OWN) === 0 ? 0 : address(command, OWN) + here;
    const last = address(command, OWN + 1);
    const dhLast: usize = k > 0 || last === 0 ? 0 : last + own;
    const h = address(command, OWN + 3) + here;
    const dx = address(command, OWN + 4) + here;
    const isTanh = int(command, OWN + 5) !== 0;
    const to = row + first;
    let j: usize = 0;
    for (; j + 16 <= end; j += 16) gradient(j, sums, dh, dhLast, h, dx, to, isTanh, true);
    for (; j < end; j += 4) gradient(j, sums, dh, dhLast, h, dx, to, isTanh, false);
  }
}

@inline
function gradient(
  j: usize, sums: usize, dh: usize, dhLast: usize, h: usize, dx: usize, row: usize, isTanh: bool, four: bool,
): void {
  let d = get(sums + j, four);
  if (dh !== 0) d = f32x4.add(d, get(dh + j, four));
  if (dhLast !== 0) d = f32x4.add(d, get(dhLast + j, four));
  const state = get(h + j, four);
  const found = f32x4.mul(d, isTanh ? tanhSlope(state) : reluSlope(state));
  put(dx + j, found, four);
  put(row + j, found, four);
}

export function rnnGradient(command: usize, thread: i32, threads: i32): void {
  overSteps<RnnGradient>(command, thread, threads);
}
