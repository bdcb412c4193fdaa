/** Tries inputs one after the other in a thread of its own: it may hang or run out of memory, and another goes on. */
import { parentPort, workerData } from 'node:worker_threads';
import { corpus, libraryOf } from './corpus.ts';
import { inputOf } from './damage.ts';
import { type Outcome, SLOW, type Task } from './task.ts';
import { tryInput } from './try.ts';

const { seed, first, last, at } = workerData as Task;
const sources = corpus();
const library = libraryOf(sources);

/** Processor time of this thread: something else may have the processor in between. */
function milliseconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(since);
  return (user + system) / 1000;
}

function attempt(index: number): Outcome {
  const input = inputOf(sources, seed, index);
  const begun = process.threadCpuUsage();
  try {
    tryInput(input, library);
    return { index, ms: milliseconds(begun), error: null };
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { index, ms: milliseconds(begun), error: text };
  }
}

let slowest: Outcome = { index: first, ms: 0, error: null };
for (let index = first; index < last; index++) {
  Atomics.store(at, 0, index);
  let outcome = attempt(index);
  // A collection of all garbage may have fallen into it: the shortest time counts.
  for (let again = 0; again < 4 && outcome.ms > SLOW / 2; again++) {
    const next = attempt(index);
    if (next.ms < outcome.ms) outcome = next;
  }
  if (outcome.ms > slowest.ms) {
    slowest = outcome;
    if (outcome.ms <= SLOW) parentPort?.postMessage(outcome);
  }
  if (outcome.error !== null || outcome.ms > SLOW) parentPort?.postMessage(outcome);
}
Atomics.store(at, 0, last);
