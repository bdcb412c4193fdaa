/** How many workers make batches, where it is not said. */
import { availableParallelism } from 'node:os';
import { bufferBytes } from './batch-buffer.ts';
import type { BatchMaker } from './batch-maker.ts';
import type { BatchTask, Recipe } from './recipe.ts';

/** More seldom pay beside a backend that computes with all cores. */
const MOST = 2;

/**
 * A batch that is ready sooner, in milliseconds, is made where it is asked for: handing one over takes a tenth of one, and a
 * step of the smallest networks some twenty.
 */
const WORTHWHILE = 0.5;

/** Samples that are timed at once, and how often: the first ones meet code that is not compiled yet. */
const SAMPLES = 16;
const ROUNDS = 4;

export interface WorkersRequest {
  /** Of the run, for computing and data together. */
  readonly threads?: number | undefined;
  readonly maker: BatchMaker;
  readonly recipe: Recipe;
  /** The training samples; they are read, and so are not read again where they are kept. */
  readonly samples: Uint32Array;
  /** Samples of a batch. */
  readonly batch: number;
}

/** One core is left for the training itself. The bits of a batch do not depend on who makes it, so that a measured choice does no harm. */
export async function workersFor({ threads = availableParallelism(), ...timed }: WorkersRequest): Promise<number> {
  return (await batchMs(timed)) < WORTHWHILE ? 0 : Math.max(1, Math.min(MOST, threads - 1));
}

/** How long this thread takes to make a batch, from the fastest of some rounds. */
async function batchMs({ maker, recipe, samples, batch }: Omit<WorkersRequest, 'threads'>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const indices = samples.slice(round * SAMPLES, (round + 1) * SAMPLES);
    if (indices.length === 0) break;
    const task: BatchTask = { source: 0, epoch: 1, batch: 0, indices };
    const buffer = new ArrayBuffer(bufferBytes(recipe, task));
    const begun = performance.now();
    await maker.make(task, buffer);
    best = Math.min(best, ((performance.now() - begun) * batch) / indices.length);
  }
  return best;
}
