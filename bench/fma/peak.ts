/**
 * What the machine can give at 128 bits: billions of floating-point operations a second, a multiply-add being two, of
 * threads that do nothing else.
 */
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { median } from '../statistics.ts';
import { PER_TURN } from './module.ts';
import type { Done, Kind, Order } from './worker.ts';

const ROUNDS = 100;
const SECONDS = 0.004;
const FIRST_TURNS = 5000;
/** The first calls are compiled quickly rather than well. */
const WARM_CALLS = 10;

/** Of one thread and of all. */
export interface Rates {
  readonly one: number;
  readonly all: number;
}

export interface Peak {
  readonly threads: number;
  /** With every operand in a register. */
  readonly registers: Rates;
  /** With one factor of each multiply-add loaded. */
  readonly memory: Rates;
  /** How much faster all threads are than one where operands are loaded: the median of pairs. */
  readonly gain: number;
}

/** Threads that compute multiply-adds, for a few milliseconds at a time. */
export class FmaThreads {
  readonly #workers: readonly Worker[];
  #turns = FIRST_TURNS;

  private constructor(threads: number) {
    const file = join(import.meta.dirname, 'worker.ts');
    this.#workers = Array.from({ length: threads }, () => new Worker(file));
  }

  static async start(threads: number): Promise<FmaThreads> {
    const started = new FmaThreads(threads);
    let fastest = 0;
    for (let call = 0; call < WARM_CALLS; call++) fastest = Math.max(fastest, await started.rate('registers', 1));
    started.#turns = Math.ceil((SECONDS * 1e9 * fastest) / (2 * PER_TURN));
    return started;
  }

  /** Operations in a nanosecond, of so many of the threads together. */
  async rate(kind: Kind, threads: number): Promise<number> {
    const workers = this.#workers.slice(0, threads);
    const turns = this.#turns;
    const ready = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
    ready[1] = threads;
    const answers = workers.map((worker) => once(worker, 'message') as Promise<[Done]>);
    for (const worker of workers) worker.postMessage({ kind, turns, ready } satisfies Order);
    const done = (await Promise.all(answers)).map(([answer]) => answer);
    const begun = done.reduce((least, each) => (each.begun < least ? each.begun : least), done[0].begun);
    const ended = done.reduce((most, each) => (each.ended > most ? each.ended : most), done[0].ended);
    return (2 * PER_TURN * turns * threads) / Number(ended - begun);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

/** Best of many short rounds: other work only takes away, and leaves some of them alone. */
export async function measurePeak(threads: number): Promise<Peak> {
  const own = await FmaThreads.start(threads);
  try {
    const found = { registers: { one: 0, all: 0 }, memory: { one: 0, all: 0 } };
    const gains: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      for (const kind of ['registers', 'memory'] as const) {
        const one = await own.rate(kind, 1);
        const all = await own.rate(kind, threads);
        found[kind] = { one: Math.max(found[kind].one, one), all: Math.max(found[kind].all, all) };
        if (kind === 'memory') gains.push(all / one);
      }
    }
    return { threads, ...found, gain: median(gains) };
  } finally {
    await own.stop();
  }
}
