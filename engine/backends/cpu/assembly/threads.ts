/**
 * All threads walk the same list of commands together and meet after each that asks for it. Whoever waits spins first, for waking a
 * sleeping thread costs about 100 µs, and sleeps when that takes too long.
 */
import { ARRIVED, COMMAND, COMMANDS, COUNT, FAILED, MEETS, PHASE, QUIT, SLEEPERS, SUBMITTED } from '../command-layout';
import { run } from './kernels';

/** Looks before a thread lies down: about 100 µs. */
const SPINS: i32 = 50_000;
/** Nanoseconds after which a sleeper looks whether another thread has failed. */
const NAP: i64 = 1_000_000_000;

/** Waits until the number at `place` is no longer `seen`; false when a thread has failed. */
function awaitChange(place: usize, seen: i32): bool {
  for (let i = 0; i < SPINS; i++) if (atomic.load<i32>(place) !== seen) return true;
  atomic.add<i32>(SLEEPERS, 1);
  while (atomic.load<i32>(place) === seen && atomic.load<i32>(FAILED) === 0) atomic.wait<i32>(place, seen, NAP);
  atomic.sub<i32>(SLEEPERS, 1);
  return atomic.load<i32>(FAILED) === 0;
}

function change(place: usize): void {
  atomic.add<i32>(place, 1);
  if (atomic.load<i32>(SLEEPERS) > 0) atomic.notify(place, -1);
}

function meet(threads: i32): bool {
  if (threads === 1) return true;
  const phase = atomic.load<i32>(PHASE);
  if (atomic.add<i32>(ARRIVED, 1) < threads - 1) return awaitChange(PHASE, phase);
  atomic.store<i32>(ARRIVED, 0);
  change(PHASE);
  return true;
}

function walk(thread: i32, threads: i32): bool {
  const end = <usize>COMMANDS + <usize>load<i32>(COUNT) * <usize>COMMAND;
  for (let command: usize = <usize>COMMANDS; command < end; command += <usize>COMMAND) {
    run(command, thread, threads);
    if (load<i32>(command + MEETS) !== 0 && !meet(threads)) return false;
  }
  return true;
}

/** Has all threads walk the list; the calling thread is one of them. False when another has failed. */
export function submit(threads: i32): bool {
  if (threads > 1) change(SUBMITTED);
  return walk(0, threads);
}

/** What every other thread does until it is told to quit; `seen` is what it knows to have been submitted. */
export function serve(thread: i32, threads: i32, seen: i32): void {
  while (true) {
    if (!awaitChange(SUBMITTED, seen) || atomic.load<i32>(QUIT) !== 0) return;
    seen++;
    if (!walk(thread, threads)) return;
  }
}
