/**
 * Counter-based random numbers: Philox 4×32-10 (Salmon et al., Parallel random numbers: as easy as 1, 2, 3, 2011).
 * A number is a function of where it is used, so there is no state to save, and the order of workers cannot matter.
 */

/** What numbers are for; each purpose has a sequence of its own. Values are part of every saved run: never reuse one. */
export const purposes = {
  init: 1,
  split: 2,
  shuffle: 3,
  dropout: 4,
  check: 5,
  data: 16,
  augment: 24,
  mixup: 25,
  search: 32,
} as const;

/** Where numbers are used. */
export interface Place {
  /** An integer from 0 to 2⁵³ − 1. */
  readonly seed: number;
  readonly purpose: keyof typeof purposes;
  /** Epoch or step. */
  readonly time?: number;
  /** Node, weight or sample. */
  readonly index?: number;
}

const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
const W0 = 0x9e3779b9;
const W1 = 0xbb67ae85;
const ROUNDS = 10;

/** High 32 bits of a 32×32 bit product. */
function high(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const low = aLow * bLow;
  const mid = aHigh * bLow + (low >>> 16);
  const mid2 = aLow * bHigh + (mid & 0xffff);
  return (aHigh * bHigh + Math.floor(mid / 0x10000) + (mid2 >>> 16)) >>> 0;
}

/** One block: encrypts the counter `c` (4 words, in place) under the key. */
export function philox(c: Uint32Array, key0: number, key1: number): void {
  let [x0, x1, x2, x3] = [c[0]!, c[1]!, c[2]!, c[3]!];
  let k0 = key0 >>> 0;
  let k1 = key1 >>> 0;
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = high(M0, x0);
    const high1 = high(M1, x2);
    const low0 = Math.imul(M0, x0) >>> 0;
    const low1 = Math.imul(M1, x2) >>> 0;
    x0 = (high1 ^ x1 ^ k0) >>> 0;
    x1 = low1;
    x2 = (high0 ^ x3 ^ k1) >>> 0;
    x3 = low0;
    k0 = (k0 + W0) >>> 0;
    k1 = (k1 + W1) >>> 0;
  }
  c[0] = x0;
  c[1] = x1;
  c[2] = x2;
  c[3] = x3;
}

/** Calls `use(i, word)` with `count` 32-bit words of the place's sequence, in order. */
function words(place: Place, count: number, use: (i: number, word: number) => void): void {
  const key0 = place.seed >>> 0;
  const key1 = Math.floor(place.seed / 0x1_0000_0000) >>> 0;
  const block = new Uint32Array(4);
  for (let start = 0; start < count; start += 4) {
    block[0] = start / 4;
    block[1] = place.time ?? 0;
    block[2] = place.index ?? 0;
    block[3] = purposes[place.purpose];
    philox(block, key0, key1);
    for (let j = 0; j < 4 && start + j < count; j++) use(start + j, block[j]!);
  }
}

/** Fills `out` with uniform numbers in [0, 1), 24 bits each so that float32 holds them exactly. */
export function fillUniform<T extends Float32Array | Float64Array>(out: T, place: Place): T {
  words(place, out.length, (i, word) => {
    out[i] = (word >>> 8) / 0x100_0000;
  });
  return out;
}

/** Fills `out` with standard normal numbers (Box and Muller, 1958). */
export function fillNormal<T extends Float32Array | Float64Array>(out: T, place: Place): T {
  const pairs = Math.ceil(out.length / 2) * 2;
  let radius = 0;
  words(place, pairs, (i, word) => {
    if (i % 2 === 0) {
      radius = Math.sqrt(-2 * Math.log((word + 1) / 0x1_0000_0000));
      return;
    }
    const angle = (2 * Math.PI * word) / 0x1_0000_0000;
    out[i - 1] = radius * Math.cos(angle);
    if (i < out.length) out[i] = radius * Math.sin(angle);
  });
  return out;
}

/** 0 … n − 1 in random order (Fisher and Yates). */
export function permutation(n: number, place: Place): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  const draws = new Uint32Array(n);
  words(place, n, (i, word) => {
    draws[i] = word;
  });
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor((draws[i]! / 0x1_0000_0000) * (i + 1));
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
  return order;
}
