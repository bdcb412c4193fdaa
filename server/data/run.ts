/** Runs a reading to its end: at once, or in the background until it is done or nobody wants it any more. */
import type { Reading } from '../../formats/reading.ts';
import type { Disk } from './disk.ts';

export function runNow<T>(reading: Reading<T>, disk: Disk): T {
  let step = reading.next();
  while (step.done !== true) step = reading.next(disk.answer(step.value));
  return step.value;
}

/** @throws the reason of the signal. */
export async function runLater<T>(reading: Reading<T>, disk: Disk, signal: AbortSignal): Promise<T> {
  let step = reading.next();
  while (step.done !== true) {
    const answer = await disk.answerLater(step.value);
    signal.throwIfAborted();
    step = reading.next(answer);
  }
  return step.value;
}
