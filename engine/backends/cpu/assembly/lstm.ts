/** Long short-term memory over a sequence (Hochreiter and Schmidhuber, 1997), gates in the order i, f, g, o. */
import { SIGMOID, TANH } from '../function-ids';
import { address, int } from './command';
import { mapFunction } from './function-runs';
import { OWN, overSteps } from './recurrence';
import { get, put } from './simd';
import { given, sigmoidSlope, tanhSlope } from './slopes';
import { tanh4 } from './tanh';

/** A gate: a function of the sums and the products of the inputs, over `end` bytes. */
@inline
function gateOf(fn: i32, x: usize, sums: usize, gate: usize, end: usize): void {
  let j: usize = 0;
  for (; j + 16 <= end; j += 16) v128.store(gate + j, f32x4.add(v128.load(x + j), v128.load(sums + j)));
  for (; j < end; j += 4) store<f32>(gate + j, load<f32>(x + j) + load<f32>(sums + j));
  mapFunction(fn, gate, gate, end, 0, 0);
}

/** c = f·c + i·g, h = o·tanh(c). */
@inline
function step(
  j: usize, gates: usize, gate: usize, before: usize, cell: usize, c: usize, h: usize, row: usize, four: bool,
): void {
  const at = gates + j;
  const fresh = f32x4.mul(get(at, four), get(at + 2 * gate, four));
  const now = f32x4.add(f32x4.mul(get(at + gate, four), given(before, j, four)), fresh);
  const state = f32x4.mul(get(at + 3 * gate, four), tanh4(now));
  put(cell + j, now, four);
  put(c + j, now, four);
  put(h + j, state, four);
  put(row + j, state, four);
}

/** Ints of its own: products of the inputs, h, c0 or 0, c, gates, where the cells of the last step lie. */
class Lstm {
  @inline blocks(): i32 { return 4; }
  @inline rowBlocks(): i32 { return 1; }
  @inline goesOn(command: usize): bool { return false; }
  apply(command: usize, sample: i32, time: i32, k: i32, unit: i32, count: i32, sums: usize, block: usize, row: usize): void {
    const units = <usize>int(command, 4);
    const first = <usize>unit << 2;
    const gate = units << 2;
    const place = <usize>(sample * int(command, 3) + time);
    const x = address(command, OWN) + ((place * units) << 4) + first;
    const gates = address(command, OWN + 4) + ((place * units) << 4) + first;
    const h = address(command, OWN + 1) + place * gate + first;
    const c = address(command, OWN + 3) + place * gate + first;
    const cell = address(command, OWN + 5) + <usize>sample * gate + first;
    const start = address(command, OWN + 2);
    const before: usize = k > 0 ? cell : start === 0 ? 0 : start + <usize>sample * gate + first;
    const to = row + first;
    const end = <usize>count << 2;
    // Gate by gate, so that the processor works on several groups of numbers at a time.
    gateOf(SIGMOID, x, sums, gates, end);
    gateOf(SIGMOID, x + gate, sums + block, gates + gate, end);
    gateOf(TANH, x + 2 * gate, sums + 2 * block, gates + 2 * gate, end);
    gateOf(SIGMOID, x + 3 * gate, sums + 3 * block, gates + 3 * gate, end);
    let j: usize = 0;
    for (; j + 16 <= end; j += 16) step(j, gates, gate, before, cell, c, h, to, true);
    for (; j < end; j += 4) step(j, gates, gate, before, cell, c, h, to, false);
  }
}

export function lstm(command: usize, thread: i32, threads: i32): void {
  overSteps<Lstm>(command, thread, threads);
}

/**
 * Ints of its own: gradients of h or 0, of its last or 0, of its first or 0; gates, c, c0 or 0; gradients of the last
 * cell or 0, of the first or 0; of the products; where the gradients of the cells of the last step lie.
 */
class LstmGradient {
  @inline blocks(): i32 { return 1; }
  @inline rowBlocks(): i32 { return 4; }
  @inline goesOn(command: usize): bool { return int(command, OWN + 2) !== 0; }
  apply(command: usize, sample: i32, time: i32, k: i32, unit: i32, count: i32, sums: usize, block: usize, row: usize): void {
    const steps = int(command, 3);
    const units = <usize>int(command, 4);
    const gate = units << 2;
    const own = <usize>sample * gate + (<usize>unit << 2);
    const end = <usize>count << 2;
    if (k === steps) {
      memory.copy(address(command, OWN + 2) + own, sums, end);
      return;
    }
    const place = <usize>(sample * steps + time);
    const first = <usize>unit << 2;
    const here = place * gate + first;
    const isFirst = k === steps - 1;
    const before = isFirst ? address(command, OWN + 5) : address(command, OWN + 4);
    const beforeAt: usize = before === 0 ? 0 : isFirst ? before + own : before + (int(command, 5) !== 0 ? here - gate : here + gate);
    const dh: usize = address(command, OWN) === 0 ? 0 : address(command, OWN) + here;
    const dhLast: usize = k > 0 || address(command, OWN + 1) === 0 ? 0 : address(command, OWN + 1) + own;
    const cells = address(command, OWN + 9) + own;
    const dc: usize = k > 0 ? cells : address(command, OWN + 6) === 0 ? 0 : address(command, OWN + 6) + own;
    const dc0: usize = isFirst && address(command, OWN + 7) !== 0 ? address(command, OWN + 7) + own : 0;
    const c = address(command, OWN + 4) + here;
    const gates = address(command, OWN + 3) + ((place * units) << 4) + first;
    const dx = address(command, OWN + 8) + ((place * units) << 4) + first;
    const to = row + first;
    let j: usize = 0;
    for (; j + 16 <= end; j += 16) gradient(j, gates, gate, sums, dh, dhLast, c, beforeAt, dc, cells, dc0, dx, to, true);
    for (; j < end; j += 4) gradient(j, gates, gate, sums, dh, dhLast, c, beforeAt, dc, cells, dc0, dx, to, false);
  }
}

@inline
function gradient(
  j: usize, gates: usize, gate: usize, sums: usize, dh: usize, dhLast: usize, c: usize, before: usize, dc: usize, cells: usize,
  dc0: usize, dx: usize, row: usize, four: bool,
): void {
  const at = gates + j;
  const i = get(at, four);
  const f = get(at + gate, four);
  const g = get(at + 2 * gate, four);
  const o = get(at + 3 * gate, four);
  const tanh = tanh4(get(c + j, four));
  let d = get(sums + j, four);
  if (dh !== 0) d = f32x4.add(d, get(dh + j, four));
  if (dhLast !== 0) d = f32x4.add(d, get(dhLast + j, four));
  const cell = f32x4.add(given(dc, j, four), f32x4.mul(f32x4.mul(d, o), tanhSlope(tanh)));
  const di = f32x4.mul(f32x4.mul(cell, g), sigmoidSlope(i));
  const df = f32x4.mul(f32x4.mul(cell, given(before, j, four)), sigmoidSlope(f));
  const dg = f32x4.mul(f32x4.mul(cell, i), tanhSlope(g));
  const dO = f32x4.mul(f32x4.mul(d, tanh), sigmoidSlope(o));
  const target = dx + j;
  put(target, di, four);
  put(target + gate, df, four);
  put(target + 2 * gate, dg, four);
  put(target + 3 * gate, dO, four);
  const next = row + j;
  put(next, di, four);
  put(next + gate, df, four);
  put(next + 2 * gate, dg, four);
  put(next + 3 * gate, dO, four);
  const past = f32x4.mul(cell, f);
  put(cells + j, past, four);
  if (dc0 !== 0) put(dc0 + j, past, four);
}

export function lstmGradient(command: usize, thread: i32, threads: i32): void {
  overSteps<LstmGradient>(command, thread, threads);
}
