/**
 * Batches one after the other, the next ones in the making while one is used. How far it looks ahead is bounded, in batches
 * and in bytes; who is slow to take them makes the workers wait.
 */
import { batchOf, bufferBytes, type EpochBatch } from '../batch-buffer.ts';
import type { CorruptSample, Made } from '../batch-maker.ts';
import type { BatchTask, Recipe } from '../recipe.ts';
import { Cancelled, type Maker } from './maker.ts';

export interface PrefetchRequest {
  readonly maker: Maker;
  readonly recipe: Recipe;
  /** Batches of the epoch. */
  readonly count: number;
  /** The first one. */
  readonly from: number;
  taskOf(batch: number): BatchTask;
  /** Batches in the making beside the one in use; 0: each is made when it is asked for. */
  readonly ahead: number;
  readonly stock: BufferStock;
  /** Batches stay as they are after the next one is asked for: their memory is not used again. */
  readonly keep: boolean;
  /** How long the taker waited for a batch, in milliseconds. */
  onWait(ms: number): void;
  onCorrupt(samples: readonly CorruptSample[], task: BatchTask): void;
}

interface Making {
  readonly task: BatchTask;
  readonly made: Promise<Made>;
}

/** A batch lives until the next one is asked for; then its arrays are empty. Batches of which nothing could be read are left out. */
export async function* prefetch(request: PrefetchRequest): AsyncGenerator<EpochBatch, void, undefined> {
  const { maker, recipe, count, from, taskOf, ahead, stock, keep, onWait, onCorrupt } = request;
  const making: Making[] = [];
  let next = from;
  const begin = (most: number) => {
    for (; next < count && making.length < most; next++) {
      const task = taskOf(next);
      const made = maker.make(task, stock.take(bufferBytes(recipe, task)));
      // Told when its turn comes.
      made.catch(() => {});
      making.push({ task, made });
    }
  };
  try {
    for (let k = from; k < count; k++) {
      const begun = performance.now();
      begin(Math.max(1, ahead));
      const [{ task, made }] = making as [Making];
      const { buffer, count: samples, corrupt } = await made;
      onWait(performance.now() - begun);
      making.shift();
      begin(ahead);
      onCorrupt(corrupt, task);
      if (samples > 0) yield batchOf(buffer, recipe, task, samples);
      if (!keep) stock.give(buffer.transfer());
    }
  } finally {
    maker.cancel(making.map(({ task }) => task));
    for (const { made } of making)
      made.then(
        ({ buffer }) => stock.give(buffer),
        (error: unknown) => giveBack(error, stock),
      );
  }
}

function giveBack(error: unknown, stock: BufferStock): void {
  if (error instanceof Cancelled && error.buffer !== undefined) stock.give(error.buffer);
}

/** Buffers that are used again: memory of that size is costly to get and to clear. */
export class BufferStock {
  readonly #most: number;
  readonly #buffers: ArrayBuffer[] = [];

  /** Buffers that it keeps at most. */
  constructor(most: number) {
    this.#most = most;
  }

  take(bytes: number): ArrayBuffer {
    const at = this.#buffers.findIndex(({ byteLength }) => byteLength === bytes);
    const [buffer] = at < 0 ? [] : this.#buffers.splice(at, 1);
    return buffer ?? new ArrayBuffer(bytes);
  }

  give(buffer: ArrayBuffer): void {
    this.#buffers.push(buffer);
    if (this.#buffers.length > this.#most) this.#buffers.shift();
  }
}
