/**
 * Gives memory back when the editor is quiet. Checks leave much garbage and keep little; V8 collects when it needs room,
 * and of its own accord would keep the room of the busiest moment.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const PERIOD_MS = 1000;
/** Processor time of a period in which nothing was asked. */
const QUIET_MS = 10;
/** Bytes in memory above which a busy time is interrupted, or this much more than a sweep has left. */
const MOST_BYTES = 110e6;
const GROWTH = 1.1;
/** Processor time after which there is something to collect. */
const WORTH_MS = 300;

export function tidyWhenQuiet(): void {
  // What is kept changes little from check to check: the old heap need not grow by half before it is swept.
  setFlagsFromString('--heap-growing-percent=20');
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options: { type: 'major'; flavor: 'last-resort' }) => void;
  let last = processorTime();
  let since = 0;
  let most = MOST_BYTES;
  setInterval(() => {
    const now = processorTime();
    const busy = now - last;
    since += busy;
    last = now;
    const wanted = busy <= QUIET_MS || process.memoryUsage.rss() > most;
    if (!wanted || since < WORTH_MS) return;
    // The flavor that also gives pages back to the system.
    collect({ type: 'major', flavor: 'last-resort' });
    most = Math.max(MOST_BYTES, process.memoryUsage.rss() * GROWTH);
    last = processorTime();
    since = 0;
  }, PERIOD_MS).unref();
}

/** Milliseconds of all threads. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
