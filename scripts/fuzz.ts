/**
 * Damages the examples and the networks of the zoo and does with each what the server does with an open file:
 * `node scripts/fuzz.ts [--inputs 100000] [--seed 1] [--only INDEX] [--threads 2]`. Whatever throws, takes more than 200 ms of
 * the processor for one answer or uses up the memory is saved in `out/fuzz/`; then the exit code is 1.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { corpus, toDraw } from './fuzz/corpus.ts';
import { inputOf } from './fuzz/damage.ts';
import { type Outcome, SLOW, type Task } from './fuzz/task.ts';

/** An input that takes longer, in all tries and whatever else the machine does, is given up. */
const HANG_MS = 60_000;
const MEMORY_MB = 2048;
/** Thousands of short lives: fewer collections of what is new. */
const YOUNG_MB = 96;

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    threads: { type: 'string', default: '2' },
  },
});
const seed = Number(values.seed);
const from = values.only === undefined ? 0 : Number(values.only);
const to = values.only === undefined ? Number(values.inputs) : from + 1;
const folder = join(import.meta.dirname, '..', 'out', 'fuzz');
const sources = toDraw(corpus());

interface Finding extends Outcome {
  readonly saved: string;
}
const findings: Finding[] = [];
let slowest: Outcome = { index: from, request: '', ms: 0, error: null };

const kinds = new Map<string, number>();

/** What is thrown where, numbers left out. */
function kindOf({ error }: Outcome): string {
  if (error === null) return 'slow';
  const [message = '', ...frames] = error.split('\n');
  const place = frames.find((frame) => /model|server/.test(frame))?.trim() ?? '';
  return `${message.replaceAll(/[\d.]+/g, '0')} ${place.replace(/\(.*\/(?=[^/]+$)/, '(')}`;
}

function report(outcome: Outcome): void {
  if (outcome.ms > slowest.ms) slowest = outcome;
  if (outcome.error === null && outcome.ms <= SLOW) return;
  const { file, text } = inputOf(sources, seed, outcome.index);
  mkdirSync(folder, { recursive: true });
  const saved = join(folder, `${seed}-${outcome.index}.nn`);
  writeFileSync(saved, text);
  findings.push({ ...outcome, saved });
  const what = outcome.error ?? `${outcome.request}, ${outcome.ms.toFixed(0)} ms`;
  const kind = kindOf(outcome);
  const known = kinds.get(kind) ?? 0;
  kinds.set(kind, known + 1);
  // Of each kind of fault the first one in full.
  console.log(`input ${outcome.index}, from ${file}: ${known === 0 ? what : kind}\n  ${saved}`);
}

/** Tries inputs from the first on; the first that has not been tried when the thread is gone. */
function run(first: number, last: number, at: Int32Array): Promise<number> {
  at[0] = first;
  const task: Task = { seed, first, last, at };
  const options = {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: YOUNG_MB },
  };
  const worker = new Worker(new URL('./fuzz/worker.ts', import.meta.url), options);
  let [seen, since] = [-1, performance.now()];
  return new Promise((resolve) => {
    const giveUp = (error: string) => {
      const index = Atomics.load(at, 0);
      report({ index, request: '', ms: performance.now() - since, error });
      resolve(index + 1);
    };
    const watch = setInterval(() => {
      const index = Atomics.load(at, 0);
      const now = performance.now();
      if (index !== seen) [seen, since] = [index, now];
      else if (now - since > HANG_MS && index < last) {
        clearInterval(watch);
        void worker.terminate().then(() => giveUp(`no end within ${HANG_MS / 1000} s`));
      }
    }, 100);
    worker.on('message', report);
    worker.on('error', (error) => {
      clearInterval(watch);
      giveUp(`the thread ended: ${error.message}`);
    });
    worker.on('exit', (code) => {
      clearInterval(watch);
      if (code === 0) resolve(last);
    });
  });
}

const begun = performance.now();
const threads = Math.min(Number(values.threads), to - from);
const parts = Array.from({ length: threads }, (_, part) => {
  const [first, last] = [part, part + 1].map((edge) => from + Math.floor((edge * (to - from)) / threads));
  return { first: first ?? from, last: last ?? to, at: new Int32Array(new SharedArrayBuffer(4)).fill(first ?? from) };
});
const progress = setInterval(() => {
  const tried = parts.reduce((sum, { first, at }) => sum + Atomics.load(at, 0) - first, 0);
  console.log(`${tried} of ${to - from}`);
}, 30_000);
await Promise.all(
  parts.map(async ({ first, last, at }) => {
    for (let next = first; next < last; ) next = await run(next, last, at);
  }),
);
clearInterval(progress);
for (const [kind, count] of kinds) console.log(`${count} × ${kind}`);
const seconds = (performance.now() - begun) / 1000;
const crashes = findings.filter(({ error }) => error !== null).length;
console.log(
  `${to - from} inputs of seed ${seed} in ${seconds.toFixed(0)} s, ${((to - from) / seconds).toFixed(0)} a second: ` +
    `${crashes} threw or never ended, ${findings.length - crashes} took more than ${SLOW} ms for an answer; ` +
    `the slowest, ${slowest.request} of input ${slowest.index}, took ${slowest.ms.toFixed(0)} ms.`,
);
process.exitCode = findings.length === 0 ? 0 : 1;
