/**
 * How threads wait for each other: whoever waits spins first, for waking a sleeping thread costs about 100 µs, and sleeps
 * when that takes too long.
 */
import { ARRIVED, FAILED, PHASE, SLEEPERS } from '../command-layout';

/** Looks before a thread lies down: about 100 µs. */
const SPINS: i32 = 50_000;
/** Nanoseconds after which a sleeper looks whether another thread has failed. */
const NAP: i64 = 1_000_000_000;

/** Naps after which a thread that others wait for counts as lost: five minutes, where a command takes seconds at most. */
const PATIENCE: i32 = 300;

/** Waits until the number at `place` is no longer `seen`, at most for so many naps; false when a thread has failed or is lost. */
export function awaitChange(place: usize, seen: i32, naps: i32): bool {
  for (let i = 0; i < SPINS; i++) if (atomic.load<i32>(place) !== seen) return true;
  atomic.add<i32>(SLEEPERS, 1);
  while (atomic.load<i32>(place) === seen && atomic.load<i32>(FAILED) === 0) {
    if (naps-- === 0) atomic.store<i32>(FAILED, 1);
    else atomic.wait<i32>(place, seen, NAP);
  }
  atomic.sub<i32>(SLEEPERS, 1);
  return atomic.load<i32>(FAILED) === 0;
}

export function change(place: usize): void {
  atomic.add<i32>(place, 1);
  if (atomic.load<i32>(SLEEPERS) > 0) atomic.notify(place, -1);
}

/** Waits until all threads are here; false when one has failed. */
export function meet(threads: i32): bool {
  if (threads === 1) return true;
  const phase = atomic.load<i32>(PHASE);
  if (atomic.add<i32>(ARRIVED, 1) < threads - 1) return awaitChange(PHASE, phase, PATIENCE);
  atomic.store<i32>(ARRIVED, 0);
  change(PHASE);
  return true;
}
