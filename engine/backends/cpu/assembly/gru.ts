/** Gated recurrent units over a sequence (Cho et al., 2014), the reset gate behind the product; in the order r, z, n. */
import { address, int } from './command';
import { OWN, overSteps } from './recurrence';
import { sigmoid4 } from './sigmoid';
import { get, put } from './simd';
import { given, rest, sigmoidSlope, tanhSlope } from './slopes';
import { tanh4 } from './tanh';

/** r and z are made of the sums and the products of the inputs, n = tanh(x + r·q); h = (1 − z)·n + z·h. */
@inline
function step(
  j: usize, ownX: usize, ownGates: usize, gate: usize, ownSums: usize, block: usize, before: usize, kept: usize, h: usize,
  row: usize, four: bool,
): void {
  const x = ownX + j;
  const gates = ownGates + j;
  const sums = ownSums + j;
  const q = get(sums + 2 * block, four);
  const r = sigmoid4(f32x4.add(get(x, four), get(sums, four)));
  const z = sigmoid4(f32x4.add(get(x + gate, four), get(sums + block, four)));
  const n = tanh4(f32x4.add(get(x + 2 * gate, four), f32x4.mul(r, q)));
  const state = f32x4.add(f32x4.mul(rest(z), n), f32x4.mul(z, given(before, j, four)));
  put(gates, r, four);
  put(gates + gate, z, four);
  put(gates + 2 * gate, n, four);
  put(kept + j, q, four);
  put(h + j, state, four);
  put(row + j, state, four);
}

/** Ints of its own: products of the inputs, h, gates, q. */
class Gru {
  @inline blocks(): i32 { return 3; }
  @inline rowBlocks(): i32 { return 1; }
  @inline goesOn(command: usize): bool { return false; }
  apply(command: usize, sample: i32, time: i32, k: i32, unit: i32, count: i32, sums: usize, block: usize, row: usize): void {
    const gate = <usize>int(command, 4) << 2;
    const first = <usize>unit << 2;
    const place = <usize>(sample * int(command, 3) + time);
    const x = address(command, OWN) + place * 3 * gate + first;
    const h = address(command, OWN + 1) + place * gate + first;
    const gates = address(command, OWN + 2) + place * 3 * gate + first;
    const q = address(command, OWN + 3) + place * gate + first;
    const earlier = int(command, 5) !== 0 ? h + gate : h - gate;
    const start = address(command, 6);
    const before: usize = k > 0 ? earlier : start === 0 ? 0 : start + <usize>sample * gate + first;
    const to = row + first;
    const end = <usize>count << 2;
    let j: usize = 0;
    for (; j + 16 <= end; j += 16) step(j, x, gates, gate, sums, block, before, q, h, to, true);
    for (; j < end; j += 4) step(j, x, gates, gate, sums, block, before, q, h, to, false);
  }
}

export function gru(command: usize, thread: i32, threads: i32): void {
  overSteps<Gru>(command, thread, threads);
}

/**
 * Ints of its own: gradients of h or 0, of its last or 0, of its first or 0; gates, q, h, h0 or 0; gradients of the products
 * of the inputs and of the states; where what passes each step by lies.
 */
class GruGradient {
  @inline blocks(): i32 { return 1; }
  @inline rowBlocks(): i32 { return 3; }
  @inline goesOn(command: usize): bool { return int(command, OWN + 2) !== 0; }
  apply(command: usize, sample: i32, time: i32, k: i32, unit: i32, count: i32, sums: usize, block: usize, row: usize): void {
    const steps = int(command, 3);
    const gate = <usize>int(command, 4) << 2;
    const first = <usize>unit << 2;
    const own = <usize>sample * gate + first;
    const passed = address(command, OWN + 9) + own;
    const end = <usize>count << 2;
    if (k === steps) {
      const dh0 = address(command, OWN + 2) + own;
      for (let j: usize = 0; j < end; j += 4) store<f32>(dh0 + j, load<f32>(sums + j) + load<f32>(passed + j));
      return;
    }
    const place = <usize>(sample * steps + time);
    const here = place * gate + first;
    const isFirst = k === steps - 1;
    const start = isFirst ? address(command, OWN + 6) : address(command, OWN + 5);
    const before: usize = start === 0 ? 0 : isFirst ? start + own : start + (int(command, 5) !== 0 ? here - gate : here + gate);
    const dh: usize = address(command, OWN) === 0 ? 0 : address(command, OWN) + here;
    const last = address(command, OWN + 1);
    const more: usize = k > 0 ? passed : last === 0 ? 0 : last + own;
    const gates = address(command, OWN + 3) + place * 3 * gate + first;
    const q = address(command, OWN + 4) + here;
    const dx = address(command, OWN + 7) + place * 3 * gate + first;
    const dState = address(command, OWN + 8) + place * 3 * gate + first;
    const to = row + first;
    let j: usize = 0;
    for (; j + 16 <= end; j += 16) gradient(j, gates, gate, sums, dh, more, q, before, dx, dState, passed, to, true);
    for (; j < end; j += 4) gradient(j, gates, gate, sums, dh, more, q, before, dx, dState, passed, to, false);
  }
}

@inline
function gradient(
  j: usize, gates: usize, gate: usize, sums: usize, dh: usize, more: usize, q: usize, before: usize, dx: usize, dState: usize,
  passed: usize, row: usize, four: bool,
): void {
  const at = gates + j;
  const r = get(at, four);
  const z = get(at + gate, four);
  const n = get(at + 2 * gate, four);
  let d = get(sums + j, four);
  if (dh !== 0) d = f32x4.add(d, get(dh + j, four));
  if (more !== 0) d = f32x4.add(d, get(more + j, four));
  const dn = f32x4.mul(f32x4.mul(d, rest(z)), tanhSlope(n));
  const dr = f32x4.mul(f32x4.mul(dn, get(q + j, four)), sigmoidSlope(r));
  const dz = f32x4.mul(f32x4.mul(d, f32x4.sub(given(before, j, four), n)), sigmoidSlope(z));
  const dq = f32x4.mul(dn, r);
  const target = dx + j;
  put(target, dr, four);
  put(target + gate, dz, four);
  put(target + 2 * gate, dn, four);
  const state = dState + j;
  put(state, dr, four);
  put(state + gate, dz, four);
  put(state + 2 * gate, dq, four);
  const next = row + j;
  put(next, dr, four);
  put(next + gate, dz, four);
  put(next + 2 * gate, dq, four);
  put(passed + j, f32x4.mul(d, z), four);
}

export function gruGradient(command: usize, thread: i32, threads: i32): void {
  overSteps<GruGradient>(command, thread, threads);
}
