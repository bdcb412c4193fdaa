/** What a kernel is told. */
import { FLOATS, HIGH, INTS, LOW, TAKEN } from '../command-layout';

/** The whole number `i` of a command. */
@inline
export function int(command: usize, i: i32): i32 {
  return load<i32>(command + INTS + (<usize>i << 2));
}

/** The whole number `i` as an address. */
@inline
export function address(command: usize, i: i32): usize {
  return <usize>load<u32>(command + INTS + (<usize>i << 2));
}

/** The float `i` of a command. */
@inline
export function float(command: usize, i: i32): f32 {
  return load<f32>(command + FLOATS + (<usize>i << 2));
}

/** Where the two bounds lie that what is stored is kept between; they are infinite where there are none. */
@inline
export function bounds(command: usize): usize {
  return command + LOW;
}

@inline
export function clips(command: usize): bool {
  return load<f32>(command + LOW) > -Infinity || load<f32>(command + HIGH) < Infinity;
}

/** The bounds themselves, four times each. */
@inline
export function low(command: usize): v128 {
  return v128.load32_splat(command + LOW);
}

@inline
export function high(command: usize): v128 {
  return v128.load32_splat(command + HIGH);
}

/** The next piece of work that no thread has taken yet; what a piece computes does not depend on who takes it. */
@inline
export function take(command: usize): i32 {
  return atomic.add<i32>(command + TAKEN, 1);
}

/** Where the share of a thread begins: `count` things are dealt out in blocks of `block`. */
@inline
export function share(count: i32, block: i32, thread: i32, threads: i32): i32 {
  if (thread === threads) return count;
  const blocks = <i64>((count + block - 1) / block);
  return min(count, <i32>((blocks * thread) / threads) * block);
}
