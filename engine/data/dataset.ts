/** A data set ready to train on: opened, checked against the model, split, measured, with batches made ahead of time. */
import type { Graph } from '../../model/graph.ts';
import type { DataSettings } from '../../model/settings.ts';
import { balanced, type Classes, classesOf } from './balanced.ts';
import { bufferBytes, type EpochBatch, windowsIn } from './batch-buffer.ts';
import { BatchMaker, type CorruptSample } from './batch-maker.ts';
import { measureSamples } from './measure.ts';
import { type OpenedSources, openSources } from './opened-sources.ts';
import { type BatchIndices, batchCount, inOrder, inRows, type OrderRequest, shuffled } from './order.ts';
import { LocalMaker, type Maker } from './pipeline/maker.ts';
import { BatchStream, BufferStock } from './pipeline/prefetch.ts';
import { WorkerPool } from './pipeline/worker-pool.ts';
import { type Plan, planBatches } from './plan.ts';
import type { BatchTask, Recipe } from './recipe.ts';
import { type CorruptItem, DataError } from './samples.ts';
import type { OpenSource } from './sources/index.ts';
import { openSource } from './sources/index.ts';
import type { Split } from './split.ts';
import type { Statistics } from './statistics.ts';
import { workersFor } from './workers.ts';

export interface DatasetRequest {
  readonly data: DataSettings;
  readonly graph: Graph;
  readonly seed: number;
  /** The model file: paths are relative to its folder. */
  readonly file: string;
  /** The column by input or head, where it is not the one of the same name. */
  readonly targets?: Readonly<Record<string, string>> | undefined;
  /** The fold that validates, from 0. */
  readonly fold?: number | undefined;
  /** Of the training samples, from a checkpoint; absent: they are measured. */
  readonly statistics?: Statistics | undefined;
  /** Samples of a training batch, about: more of them may be worth a worker. */
  readonly batch?: number | undefined;
  /** Threads that make batches; 0: the thread that asks for them. Absent: as `workers.ts` says. */
  readonly workers?: number | undefined;
  /** Of the run, for computing and data together; absent: as many as the machine has. */
  readonly threads?: number | undefined;
  /** Told of each item that cannot be read and is left out, once. */
  readonly onCorrupt?: ((item: CorruptItem) => void) | undefined;
  /** What opens sources and the module that workers run, where they are not our own. */
  readonly open?: OpenSource | undefined;
  readonly workerEntry?: URL | undefined;
}

export interface BatchOptions {
  /** The first batch, from 0: an epoch that was stopped goes on where it was. */
  readonly from?: number;
  /** Whether batches stay as they are when the next one is asked for; otherwise their memory is used again. */
  readonly keep?: boolean;
  /** What is asked for after the last one: its first batches are made while that one is in use. */
  readonly followedBy?: Stretch | null;
}

export type Part = 'train' | 'val';

/** Batches from the first to the last: of an epoch of training, or, where that is `null`, as evaluation sees them. */
export interface Stretch {
  readonly part: Part;
  /** Counts from 1. */
  readonly epoch: number | null;
  /** Rows of a batch, at most. */
  readonly size: number;
}

/** Bytes of batches in the making, and batches a worker has before it; the one it works on is among them. */
const AHEAD_BYTES = 256 << 20;
const AHEAD = 2;

interface Parts {
  readonly sources: OpenedSources;
  readonly split: Split;
  readonly plan: Plan;
  readonly recipe: Recipe;
  readonly maker: Maker;
  readonly workers: number;
  readonly statistics: Statistics;
  /** Where they are drawn by class. */
  readonly classes: Classes | null;
  readonly told: CorruptLog;
}

export class Dataset {
  readonly #parts: Parts;
  readonly #stock: BufferStock;
  #waitedMs = 0;
  /** What comes next, begun. */
  #begun: { readonly key: string; readonly stream: BatchStream } | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#stock = new BufferStock(AHEAD * parts.workers + 1);
  }

  get trainCount(): number {
    return this.#parts.split.train.length;
  }

  get valCount(): number {
    return this.#parts.split.val.length;
  }

  /** Names of the classes that the first head with classes tells apart; `null`: there are none. */
  get classes(): readonly string[] | null {
    return this.#parts.plan.bindings.targets.find(({ column }) => column.classes !== undefined)?.column.classes ?? null;
  }

  /** Of the training samples, for the checkpoint. */
  get statistics(): Statistics {
    return this.#parts.statistics;
  }

  /** Windows that evaluation sees of each sample; their scores are averaged. */
  get windows(): number {
    return windowsIn(this.#parts.recipe);
  }

  /** Threads that make batches; 0: the thread that asks for them. */
  get workers(): number {
    return this.#parts.workers;
  }

  /** How long the loops over batches have waited for them so far, in milliseconds. */
  get waitedMs(): number {
    return this.#waitedMs;
  }

  /** Items that could not be read and were left out so far. */
  get corrupt(): readonly CorruptItem[] {
    return this.#parts.told.items;
  }

  /** Batches of an epoch of training. */
  trainSteps(size: number): number {
    return batchCount(this.#order('train', size));
  }

  /**
   * The training samples, augmented, in this epoch's order; the last batch is as large as what is left. `epoch` counts from 1.
   * Batch k is a function of the seed, the epoch and k.
   */
  trainBatches(epoch: number, size: number, options: BatchOptions = {}): AsyncGenerator<EpochBatch, void, undefined> {
    return this.#batches({ part: 'train', epoch, size }, options);
  }

  /** As evaluation sees them: in order, without chance; inputs of at most `size` rows, of which one sample has `windows`. */
  evaluationBatches(part: Part, size: number, options: BatchOptions = {}): AsyncGenerator<EpochBatch, void, undefined> {
    return this.#batches({ part, epoch: null, size }, options);
  }

  valBatches(size: number, options: BatchOptions = {}): AsyncGenerator<EpochBatch, void, undefined> {
    return this.evaluationBatches('val', size, options);
  }

  #order(part: Part, size: number): OrderRequest {
    return { samples: this.#parts.split[part], size };
  }

  #indices(order: OrderRequest, epoch: number | null): BatchIndices {
    const { sources, recipe, classes } = this.#parts;
    if (sources.ordered) return inRows(order);
    if (epoch === null) return inOrder(order);
    return classes === null ? shuffled(order, recipe.seed, epoch) : balanced(order, classes, recipe.seed, epoch);
  }

  #batches(
    stretch: Stretch,
    { from = 0, keep = false, followedBy = null }: BatchOptions,
  ): AsyncGenerator<EpochBatch, void, undefined> {
    const begin = (next: Stretch) => {
      this.#begun = { key: keyOf(next, 0), stream: this.#stream(next, 0) };
      this.#begun.stream.begin();
    };
    const stream = this.#taken(keyOf(stretch, from)) ?? this.#stream(stretch, from);
    return stream.take({ keep, ...(followedBy === null ? {} : { onLast: () => begin(followedBy) }) });
  }

  /** The stream that is begun, where it is this one; another is not wanted any more. */
  #taken(key: string): BatchStream | null {
    const begun = this.#begun;
    this.#begun = null;
    if (begun === null || begun.key === key) return begun?.stream ?? null;
    begun.stream.giveUp();
    return null;
  }

  #stream({ part, epoch, size }: Stretch, from: number): BatchStream {
    const { maker, recipe, workers, told, sources } = this.#parts;
    const order = this.#order(part, epoch === null ? Math.max(1, Math.floor(size / this.windows)) : size);
    const indices = this.#indices(order, epoch);
    const source = sources.indexOf(part);
    const taskOf = (batch: number): BatchTask => ({ source, epoch, batch, indices: indices(batch) });
    const count = batchCount(order);
    const bytes = count === 0 ? 0 : bufferBytes(recipe, taskOf(0));
    return new BatchStream({
      maker,
      recipe,
      count,
      from,
      taskOf,
      ahead: workers === 0 ? 0 : Math.max(1, Math.min(AHEAD * workers, Math.floor(AHEAD_BYTES / Math.max(1, bytes)))),
      stock: this.#stock,
      onWait: (ms) => {
        this.#waitedMs += ms;
      },
      onCorrupt: (samples) => told.add(source, samples),
    });
  }

  /** Ends the workers and closes the files. */
  async close(): Promise<void> {
    const { maker, sources } = this.#parts;
    await maker.close();
    await sources.close();
  }
}

const keyOf = ({ part, epoch, size }: Stretch, from: number) => `${part} ${epoch} ${size} ${from}`;

/** Items that cannot be read, each once. */
class CorruptLog {
  readonly items: CorruptItem[] = [];
  readonly #seen = new Set<string>();
  readonly #tell: ((item: CorruptItem) => void) | undefined;

  constructor(tell: ((item: CorruptItem) => void) | undefined) {
    this.#tell = tell;
  }

  add(source: number, samples: readonly CorruptSample[]): void {
    for (const { index, item, reason } of samples) {
      const key = `${source}/${index}`;
      if (this.#seen.has(key)) continue;
      this.#seen.add(key);
      this.say({ item, reason });
    }
  }

  say(item: CorruptItem): void {
    this.items.push(item);
    this.#tell?.(item);
  }
}

/** @throws DataError or FormatError when files, settings and model do not go together. */
export async function openDataset(request: DatasetRequest): Promise<Dataset> {
  const { data, graph, seed, targets = {}, fold = 0, threads, batch = 64, open = openSource } = request;
  const told = new CorruptLog(request.onCorrupt);
  const sources = await openSources(request, open);
  let maker: Maker | null = null;
  try {
    for (const item of sources.corrupt) told.say(item);
    const split = sources.split(fold);
    const plan = planBatches({ graph, data: data.name, columns: sources.columns, targets, settings: data, seed });
    const provisional = plan.recipe(null);
    const workers =
      request.workers ??
      (await workersFor({
        threads,
        batch,
        recipe: provisional,
        samples: split.train,
        maker: new BatchMaker(sources.opened, provisional),
      }));
    maker =
      workers === 0
        ? new LocalMaker(sources.opened)
        : new WorkerPool({ size: workers, setup: { sources: sources.shared() }, entry: request.workerEntry });
    maker.setRecipe(provisional);
    const statistics =
      request.statistics ??
      (await measureSamples({
        maker,
        plan,
        source: sources.opened[0],
        samples: split.train,
        lanes: Math.max(1, AHEAD * workers),
        onCorrupt: (samples) => told.add(0, samples),
      }));
    const recipe = plan.recipe(statistics);
    maker.setRecipe(recipe);
    const classes =
      data.sampling === undefined ? null : await classesOf(sources.opened[0], split.train, classColumn(plan));
    return new Dataset({ sources, split, plan, recipe, maker, workers, statistics, classes, told });
  } catch (error) {
    await maker?.close();
    await sources.close();
    throw error;
  }
}

/** The column whose classes a head is compared with. */
const classColumn = ({ bindings }: Plan): string | null =>
  bindings.targets.find(({ column }) => column.kind === 'class')?.column.name ?? null;

export { DataError };
