/**
 * Batches one after the other, the next ones in the making while one is used. How far it looks ahead is bounded, in batches
 * and in bytes; who is slow to take them makes the workers wait.
 */
import { batchOf, bufferBytes, type EpochBatch } from '../batch-buffer.ts';
import type { CorruptSample, Made } from '../batch-maker.ts';
import type { BatchTask, Recipe } from '../recipe.ts';
import { Cancelled, type Maker } from './maker.ts';

export interface StreamRequest {
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
  /** How long the taker waited for a batch, in milliseconds. */
  onWait(ms: number): void;
  onCorrupt(samples: readonly CorruptSample[], task: BatchTask): void;
}

export interface TakeOptions {
  /** Batches stay as they are after the next one is asked for: their memory is not used again. */
  readonly keep: boolean;
  /** Called when the last one is made, before it is given: nothing of this stream is in the making any more. */
  onLast?(): void;
}

interface Making {
  readonly task: BatchTask;
  readonly made: Promise<Made>;
}

export class BatchStream {
  readonly #request: StreamRequest;
  readonly #making: Making[] = [];
  #next: number;

  constructor(request: StreamRequest) {
    this.#request = request;
    this.#next = request.from;
  }

  /** Has the first ones made before anyone asks. */
  begin(): void {
    this.#begin(this.#request.ahead);
  }

  #begin(most: number): void {
    const { maker, recipe, count, taskOf, stock } = this.#request;
    for (; this.#next < count && this.#making.length < most; this.#next++) {
      const task = taskOf(this.#next);
      const made = maker.make(task, stock.take(bufferBytes(recipe, task)));
      // Told when its turn comes.
      made.catch(() => {});
      this.#making.push({ task, made });
    }
  }

  /** Once. A batch lives until the next one is asked for; then its arrays are empty. Batches of which nothing could be read are left out. */
  async *take({ keep, onLast }: TakeOptions): AsyncGenerator<EpochBatch, void, undefined> {
    const { recipe, count, from, ahead, stock, onWait, onCorrupt } = this.#request;
    try {
      for (let k = from; k < count; k++) {
        const begun = performance.now();
        this.#begin(Math.max(1, ahead));
        const [{ task, made }] = this.#making as [Making];
        const { buffer, count: samples, corrupt } = await made;
        onWait(performance.now() - begun);
        this.#making.shift();
        this.#begin(ahead);
        if (k === count - 1) onLast?.();
        onCorrupt(corrupt, task);
        if (samples > 0) yield batchOf(buffer, recipe, task, samples);
        if (!keep) stock.give(buffer.transfer());
      }
    } finally {
      this.giveUp();
    }
  }

  /** What is in the making is not wanted any more. */
  giveUp(): void {
    const { maker, stock } = this.#request;
    maker.cancel(this.#making.map(({ task }) => task));
    for (const { made } of this.#making)
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
