/** Who makes batches for the main thread: itself, or workers. Both make the same bits. */
import { BatchMaker, type Made, type Measured, type MeasureTask } from '../batch-maker.ts';
import type { Whole } from '../memory-source.ts';
import type { BatchTask, Recipe } from '../recipe.ts';
import type { SampleCache } from '../sample-cache.ts';
import type { SampleSource, SourceRequest } from '../samples.ts';

/** What a worker is told of a source: how to open it, or where it lies in shared memory. */
export type SourceOrigin =
  | { readonly request: SourceRequest; readonly cache: SampleCache | null }
  | { readonly columns: SampleSource['columns']; readonly whole: Whole };

export interface Maker {
  /** How batches are made from now on. */
  setRecipe(recipe: Recipe): void;
  /** Writes a batch into the buffer, which is its own until then. */
  make(task: BatchTask, buffer: ArrayBuffer): Promise<Made>;
  measure(task: MeasureTask): Promise<Measured>;
  /** Tasks that are not begun yet are given up: they reject with `Cancelled`. */
  cancel(tasks: readonly BatchTask[]): void;
  /** Leaves no thread behind. */
  close(): Promise<void>;
}

/** The batch is not wanted any more. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
  /** To be used again, where it came back. */
  readonly buffer: ArrayBuffer | undefined;

  constructor(buffer?: ArrayBuffer) {
    super('The batch was given up.');
    this.buffer = buffer;
  }
}

/** Makes them where it is called, each when it is asked for. */
export class LocalMaker implements Maker {
  readonly #sources: readonly SampleSource[];
  #maker: BatchMaker | null = null;

  constructor(sources: readonly SampleSource[]) {
    this.#sources = sources;
  }

  setRecipe(recipe: Recipe): void {
    this.#maker = new BatchMaker(this.#sources, recipe);
  }

  get #made(): BatchMaker {
    if (this.#maker === null) throw new Error('There is no recipe yet.');
    return this.#maker;
  }

  make(task: BatchTask, buffer: ArrayBuffer): Promise<Made> {
    return this.#made.make(task, buffer);
  }

  measure(task: MeasureTask): Promise<Measured> {
    return this.#made.measure(task);
  }

  cancel(): void {}

  close(): Promise<void> {
    return Promise.resolve();
  }
}
