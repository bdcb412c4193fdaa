/** A thread of the embedded backend: it walks the lists of commands with all others until it is told to quit. */
import { parentPort, workerData } from 'node:worker_threads';
import { COMMANDS, FAILED, PHASE, SUBMITTED } from './command-layout.ts';
import { instantiate, type ThreadStart } from './thread.ts';

const { memory, thread, threads, scratch, seen, ...modules } = workerData as ThreadStart;
const control = new Int32Array(memory.buffer, 0, COMMANDS / 4);
try {
  const { serve } = instantiate({ ...modules, memory }, scratch);
  parentPort?.postMessage('ready');
  serve(thread, threads, seen);
} catch (error) {
  // Whoever waits for this thread has to know that it will not come.
  Atomics.store(control, FAILED / 4, 1);
  for (const place of [PHASE, SUBMITTED]) Atomics.notify(control, place / 4);
  throw error;
}
