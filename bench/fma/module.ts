/**
 * A WebAssembly module that does nothing but fused multiply-adds on 128 bits, written byte by byte. Its functions take
 * how often to go around: `registers` keeps every operand in a register; `memory` loads one factor of each
 * multiply-add from a buffer that fits the first cache, as kernels must.
 */

/** Sums that do not wait for each other: with 4 to 5 cycles for a multiply-add and two begun in each, 10 are enough. */
const CHAINS = 10;
/** Multiply-adds of each chain in one turn of the loop. */
const UNROLLED = 8;
export const FLOATS = 4;
/** Multiply-adds of single numbers in one turn. */
export const PER_TURN = CHAINS * UNROLLED * FLOATS;

const I32 = 0x7f;
const V128 = 0x7b;
const VECTOR_BYTES = 16;

/** Unsigned LEB128. */
function leb(value: number): number[] {
  const bytes: number[] = [];
  do {
    const byte = value & 0x7f;
    value >>>= 7;
    bytes.push(value === 0 ? byte : byte | 0x80);
  } while (value !== 0);
  return bytes;
}

const sized = (bytes: readonly number[]) => [...leb(bytes.length), ...bytes];
const list = (items: readonly (readonly number[])[]) => [...leb(items.length), ...items.flat()];
const section = (id: number, items: readonly (readonly number[])[]) => [id, ...sized(list(items))];
const named = (name: string, ...rest: number[]) => [...sized([...Buffer.from(name)]), ...rest];

const get = (local: number) => [0x20, ...leb(local)];
const set = (local: number) => [0x21, ...leb(local)];
const i32 = (value: number) => [0x41, value];
const load = (offset: number) => [...i32(0), 0xfd, 0x00, 4, ...leb(offset)];
/** `v128.store`, aligned. */
const STORE = (offset: number) => [0xfd, 0x0b, 4, ...leb(offset)];
/** `f32x4.relaxed_madd`: a · b + c. */
const MADD = [0xfd, ...leb(0x105)];
const ADD = [0xfd, ...leb(0xe4)];

const TURNS = 0;
const A = 1;
const B = 2;
const sum = (chain: number) => 3 + chain;
const chains = Array.from({ length: CHAINS }, (_, chain) => chain);

/** A function of the number of turns; `factor` puts one factor of a multiply-add onto the stack. */
function body(factor: (index: number) => number[]): number[] {
  const step = (index: number) => {
    const to = sum(index % CHAINS);
    return [...factor(index), ...get(B), ...get(to), ...MADD, ...set(to)];
  };
  const turn = Array.from({ length: UNROLLED * CHAINS }, (_, index) => step(index)).flat();
  const again = [...get(TURNS), ...i32(1), 0x6b, 0x22, TURNS, 0x0d, 0];
  const total = chains.slice(1).flatMap((chain) => [...get(sum(chain)), ...ADD]);
  const code = [
    ...[...load(0), ...set(A), ...load(VECTOR_BYTES), ...set(B)],
    ...[0x03, 0x40, ...turn, ...again, 0x0b],
    // What nobody reads need not be computed.
    ...[...i32(0), ...get(sum(0)), ...total, ...STORE(2 * VECTOR_BYTES)],
    0x0b,
  ];
  return sized([...list([[...leb(2 + CHAINS), V128]]), ...code]);
}

/** The first bytes of memory are the factors and the result; the buffer follows. */
const BUFFER = 1024;

/** Exports `registers(turns)`, `memory(turns)` and its memory. */
export const fmaModule = (): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [[0x60, 1, I32, 0]]),
    ...section(3, [[0], [0]]),
    ...section(5, [[0, 1]]),
    ...section(7, [named('registers', 0, 0), named('memory', 0, 1), named('heap', 2, 0)]),
    ...section(10, [body(() => get(A)), body((index) => load(BUFFER + index * VECTOR_BYTES))]),
  ]);
