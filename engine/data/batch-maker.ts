/** Makes batches and sums over samples, in the thread it runs in. */
import { drawMix, mixClasses, mixNumbers } from './augmentations/mixup.ts';
import { type BatchViews, viewsOf } from './batch-buffer.ts';
import { evaluationPicture, prepare, type SampleValues, writeInputs, writeTargets } from './prepare.ts';
import type { BatchTask, Recipe } from './recipe.ts';
import { CorruptError, type CorruptItem, DataError, type SampleSource } from './samples.ts';
import { addImage, addSample, noSums, type Sums, type Wanted } from './statistics.ts';

/** An item that could not be read, with its place in the source. */
export interface CorruptSample extends CorruptItem {
  readonly index: number;
}

export interface Made {
  readonly buffer: ArrayBuffer;
  /** Samples in it: those of the task less the corrupt ones. */
  readonly count: number;
  readonly corrupt: readonly CorruptSample[];
}

export interface MeasureTask {
  readonly indices: Uint32Array;
  /** By column. */
  readonly wanted: Readonly<Record<string, Wanted>>;
}

export interface Measured {
  readonly sums: Readonly<Record<string, Sums>>;
  readonly corrupt: readonly CorruptSample[];
}

/** Samples that are read at once: while one waits for the disk another is decoded. */
const AT_ONCE = 8;

export class BatchMaker {
  readonly #sources: readonly SampleSource[];
  readonly #recipe: Recipe;

  /** One source, or one for training and one for validation. */
  constructor(sources: readonly SampleSource[], recipe: Recipe) {
    this.#sources = sources;
    this.#recipe = recipe;
  }

  /** @throws DataError when a sample cannot be used, or cannot be read and is not to be left out. */
  async make(task: BatchTask, buffer: ArrayBuffer): Promise<Made> {
    const recipe = this.#recipe;
    const { inputs, targets } = this.#views(task, buffer);
    let count = 0;
    const corrupt = await this.#each(task.source, task.indices, (values, index) => {
      const prepared = prepare(recipe, values, { index, epoch: task.epoch });
      writeInputs(recipe, prepared, inputs, count);
      writeTargets(recipe, prepared, targets, count);
      count++;
    });
    if (recipe.mixup > 0 && task.epoch !== null && count > 0)
      this.#mix(task, task.epoch, viewsOf(buffer, recipe, task, count), targets, count);
    return { buffer, count, corrupt };
  }

  /** Where classes are to be mixed they are written beside first. */
  #views(task: BatchTask, buffer: ArrayBuffer): BatchViews {
    const { inputs, targets } = viewsOf(buffer, this.#recipe, task);
    if (this.#recipe.mixup === 0 || task.epoch === null) return { inputs, targets };
    const beside = this.#recipe.targets
      .filter(({ kind }) => kind === 'classes')
      .map(({ name }) => [name, new Int32Array(task.indices.length)] as const);
    return { inputs, targets: { ...targets, ...Object.fromEntries(beside) } };
  }

  #mix({ batch }: BatchTask, epoch: number, views: BatchViews, written: BatchViews['targets'], count: number): void {
    const { seed, mixup, targets } = this.#recipe;
    const mix = drawMix(mixup, count, { seed, epoch, batch });
    for (const values of Object.values(views.inputs)) mixNumbers(values, mix);
    for (const { name, scores } of targets) {
      const out = views.targets[name];
      const classes = written[name];
      if (!(out instanceof Float32Array)) continue;
      if (classes instanceof Int32Array) mixClasses(classes, scores, mix, out);
      else mixNumbers(out, mix);
    }
  }

  async measure({ indices, wanted }: MeasureTask): Promise<Measured> {
    const columns = Object.entries(wanted);
    const sums = Object.fromEntries(columns.map(([name, each]) => [name, noSums(each)]));
    const corrupt = await this.#each(0, indices, (values) => {
      for (const [name, each] of columns) {
        addSample(sums[name], each, values[name]);
        if (each.image === 0) continue;
        const isPicture = this.#recipe.picture?.column === name;
        addImage(sums[name], isPicture ? evaluationPicture(this.#recipe, values).data : values[name]);
      }
    });
    return { sums, corrupt };
  }

  /** Reads in order; gives back what could not be read and is left out. */
  async #each(
    part: 0 | 1,
    indices: Uint32Array,
    use: (values: SampleValues, index: number) => void,
  ): Promise<CorruptSample[]> {
    const source = this.#sources[part] ?? this.#sources[0];
    const corrupt: CorruptSample[] = [];
    for (let start = 0; start < indices.length; start += AT_ONCE) {
      const some = [...indices.subarray(start, start + AT_ONCE)];
      const read = await Promise.allSettled(some.map((index) => source.read(index)));
      for (const [i, outcome] of read.entries()) {
        const index = some[i];
        if (outcome.status === 'fulfilled') {
          checkNumbers(outcome.value, index, this.#recipe.data);
          use(outcome.value, index);
        } else {
          corrupt.push(asCorrupt(outcome.reason, index));
        }
      }
    }
    return corrupt;
  }
}

function asCorrupt(error: unknown, index: number): CorruptSample {
  if (!(error instanceof CorruptError)) throw error;
  return { index, item: error.item, reason: error.message.slice(error.item.length + 2) };
}

function checkNumbers(values: SampleValues, index: number, data: string): void {
  for (const [column, numbers] of Object.entries(values)) {
    if (!(numbers instanceof Float32Array)) continue;
    const at = numbers.findIndex((value) => !Number.isFinite(value));
    if (at >= 0)
      throw new DataError(
        `Sample ${index + 1} of ${data} has ${numbers[at]} as number ${at + 1} of ${column}; a network takes finite numbers only. Leave the sample out, or correct it.`,
      );
  }
}
