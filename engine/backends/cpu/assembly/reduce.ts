/** Sums and maxima over one axis, in blocks, so that the rounding of sums does not grow with their number. */
import { address, int, share } from './command';
import { scratch } from './scratch';
import { get, put, sumOf } from './simd';

/** Numbers of a strip of columns, and rows that are joined before they are added to what was. */
const STRIP: i32 = 1024;
const BLOCK: i32 = 64;
/** Bytes along a row that are joined before they are added to what was. */
const RUN: usize = 4096;

/**
 * out[p, o, i] from x[o, r, i] over the rows r of part p. Ints: x, out, outer extent, rows, inner extent, parts, whether
 * the sum.
 */
export function reduce(command: usize, thread: i32, threads: i32): void {
  if (int(command, 4) === 1 && int(command, 5) === 1) return reduceRows(command, thread, threads);
  const outer = int(command, 2);
  const inner = int(command, 4);
  const parts = int(command, 5);
  const strips = (inner + STRIP - 1) / STRIP;
  const work = parts * outer * strips;
  const end = share(work, 1, thread + 1, threads);
  for (let i = share(work, 1, thread, threads); i < end; i++) {
    const strip = (i % strips) * STRIP;
    const o = (i / strips) % outer;
    const part = i / strips / outer;
    const first = share(int(command, 3), 1, part, parts);
    const count = share(int(command, 3), 1, part + 1, parts) - first;
    const from = <usize>(o * int(command, 3) + first) * <usize>inner + <usize>strip;
    const to = <usize>(part * outer + o) * <usize>inner + <usize>strip;
    const x = address(command, 0) + (from << 2);
    const out = address(command, 1) + (to << 2);
    if (inner === 1) store<f32>(out, int(command, 6) !== 0 ? sumAlong(x, <usize>count << 2) : maxAlong(x, <usize>count << 2));
    else if (int(command, 6) !== 0) sumRows(x, out, count, <usize>inner << 2, <usize>min(STRIP, inner - strip) << 2);
    else maxRows(x, out, count, <usize>inner << 2, <usize>min(STRIP, inner - strip) << 2);
  }
}

/** Where nothing but whole rows is reduced. */
function reduceRows(command: usize, thread: i32, threads: i32): void {
  const outer = int(command, 2);
  const size = <usize>int(command, 3) << 2;
  const sum = int(command, 6) !== 0;
  const begin = share(outer, 16, thread, threads);
  const end = address(command, 1) + (<usize>share(outer, 16, thread + 1, threads) << 2);
  let x = address(command, 0) + <usize>begin * size;
  for (let out = address(command, 1) + (<usize>begin << 2); out < end; out += 4) {
    store<f32>(out, sum ? sumAlong(x, size) : maxAlong(x, size));
    x += size;
  }
}

export function sumAlong(x: usize, size: usize): f32 {
  let sum: f32 = 0;
  for (let run: usize = 0; run < size; run += RUN) sum += sumOfRun(x + run, x + min(size, run + RUN));
  return sum;
}

@inline
function sumOfRun(from: usize, end: usize): f32 {
  let p = from;
  let a = f32x4.splat(0);
  let b = a, c = a, d = a;
  for (; p + 64 <= end; p += 64) {
    a = f32x4.add(a, v128.load(p));
    b = f32x4.add(b, v128.load(p, 16));
    c = f32x4.add(c, v128.load(p, 32));
    d = f32x4.add(d, v128.load(p, 48));
  }
  for (; p + 16 <= end; p += 16) a = f32x4.add(a, v128.load(p));
  a = f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
  let sum = sumOf(a);
  for (; p < end; p += 4) sum += load<f32>(p);
  return sum;
}

/** What is no number stays none: it is kept apart, for a maximum that minds it is slower. */
export function maxAlong(x: usize, size: usize): f32 {
  const end = x + size;
  let p = x;
  let a = f32x4.splat(-Infinity);
  let b = a;
  let noneA = i32x4.splat(0);
  let noneB = noneA;
  for (; p + 32 <= end; p += 32) {
    const c = v128.load(p);
    const d = v128.load(p, 16);
    a = f32x4.pmax(a, c);
    b = f32x4.pmax(b, d);
    noneA = v128.or(noneA, f32x4.ne(c, c));
    noneB = v128.or(noneB, f32x4.ne(d, d));
  }
  a = f32x4.pmax(a, b);
  let most: f32 = -Infinity;
  if (size >= 16) {
    // Those of the last numbers that have been seen already do no harm.
    if (p + 16 < end) {
      const c = v128.load(p);
      a = f32x4.pmax(a, c);
      noneA = v128.or(noneA, f32x4.ne(c, c));
    }
    const c = v128.load(end - 16);
    a = f32x4.pmax(a, c);
    noneA = v128.or(noneA, f32x4.ne(c, c));
    a = f32x4.pmax(a, i8x16.shuffle(a, a, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
    a = f32x4.pmax(a, i8x16.shuffle(a, a, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11));
    most = f32x4.extract_lane(a, 0);
  } else for (; p < end; p += 4) most = max(most, load<f32>(p));
  return v128.any_true(v128.or(noneA, noneB)) ? NaN : most;
}

function sumRows(x: usize, out: usize, count: i32, step: usize, size: usize): void {
  memory.fill(out, 0, size);
  let row = x;
  for (let block = 0; block < count; block += BLOCK) {
    const end = min(count, block + BLOCK);
    memory.fill(scratch, 0, size);
    let r = block;
    for (; r + 4 <= end; r += 4) {
      let c: usize = 0;
      for (; c + 16 <= size; c += 16) addFour(row + c, scratch + c, step, true);
      for (; c < size; c += 4) addFour(row + c, scratch + c, step, false);
      row += 4 * step;
    }
    for (; r < end; r++) {
      let c: usize = 0;
      for (; c + 16 <= size; c += 16) addOne(row + c, scratch + c, true);
      for (; c < size; c += 4) addOne(row + c, scratch + c, false);
      row += step;
    }
    let c: usize = 0;
    for (; c + 16 <= size; c += 16) addOne(scratch + c, out + c, true);
    for (; c < size; c += 4) addOne(scratch + c, out + c, false);
  }
}

@inline
function addOne(x: usize, sum: usize, four: bool): void {
  put(sum, f32x4.add(get(sum, four), get(x, four)), four);
}

/** Of four rows. */
@inline
function addFour(x: usize, sum: usize, step: usize, four: bool): void {
  const first = f32x4.add(get(x, four), get(x + step, four));
  const second = f32x4.add(get(x + 2 * step, four), get(x + 3 * step, four));
  put(sum, f32x4.add(get(sum, four), f32x4.add(first, second)), four);
}

function maxRows(x: usize, out: usize, count: i32, step: usize, size: usize): void {
  memory.copy(out, x, size);
  let row = x + step;
  for (let r = 1; r < count; r++) {
    let c: usize = 0;
    for (; c + 16 <= size; c += 16) maxOne(row + c, out + c, true);
    for (; c < size; c += 4) maxOne(row + c, out + c, false);
    row += step;
  }
}

@inline
function maxOne(x: usize, most: usize, four: bool): void {
  put(most, f32x4.max(get(most, four), get(x, four)), four);
}
