/** All threads walk the same list of commands together and meet after each that asks for it. */
import { COMMAND, COMMANDS, COUNT, MEETS, QUIT, SUBMITTED } from '../command-layout';
import { run } from './kernels';
import { awaitChange, change, meet } from './meet';

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
    if (!awaitChange(SUBMITTED, seen, i32.MAX_VALUE) || atomic.load<i32>(QUIT) !== 0) return;
    seen++;
    if (!walk(thread, threads)) return;
  }
}
