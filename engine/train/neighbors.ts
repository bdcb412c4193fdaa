/**
 * A training of nearest neighbors: one epoch, in which the training samples are remembered and the others judged by
 * them. With `kfold` each fold is judged in turn, and the scores are means over them.
 */
import { setImmediate } from 'node:timers/promises';
import type { Backend } from '../backends/backend.ts';
import type { Dataset, Part } from '../data/dataset.ts';
import { DataError } from '../data/samples.ts';
import { Scoreboard } from '../metrics/index.ts';
import { type Block, featuresOf } from '../neighbors/block.ts';
import { evaluateNeighbors, type NeighborsRequest } from '../neighbors/evaluate.ts';
import { endOf } from '../network/heads.ts';
import type { Job } from '../protocol/job.ts';
import type { Scores } from '../protocol/records.ts';
import { overFolds } from '../search/over-folds.ts';
import { backendFor } from './backend.ts';
import { openData } from './open-data.ts';
import type { RunLog } from './run-log.ts';
import type { Outcome } from './stages.ts';
import type { TrainingOptions } from './train.ts';

/** Samples that come at a time. */
const BLOCK = 256;

export class NeighborsTraining {
  readonly position = { step: 0, epochs: 0 };
  readonly #job: Job;
  readonly #log: RunLog;
  readonly #stopping: AbortSignal;
  readonly #choose: TrainingOptions['choose'];
  readonly #settings: NeighborsRequest['settings'];

  constructor({ job, log, stopping, choose }: Pick<TrainingOptions, 'job' | 'log' | 'stopping' | 'choose'>) {
    this.#job = job;
    this.#log = log;
    this.#stopping = stopping;
    this.#choose = choose;
    this.#settings = job.graph.layers[0]?.args as NeighborsRequest['settings'];
  }

  async run(): Promise<Outcome> {
    this.#log.say({ phase: 'backend', detail: 'choosing a backend', done: 0 });
    const choice = await backendFor(this.#job, null, this.#choose);
    const { backend } = choice;
    try {
      this.#log.backend(choice);
      return await this.#judge(backend);
    } catch (error) {
      if (this.#stopping.aborted) return { reason: 'stopped' };
      throw error;
    } finally {
      await backend.dispose();
    }
  }

  async #judge(backend: Backend): Promise<Outcome> {
    const begun = performance.now();
    const folds = this.#folds();
    const train: Scores[] = [];
    const val: Scores[] = [];
    let waited = 0;
    for (const [i, fold] of folds.entries()) {
      const share = (part: number) => (i + part) / folds.length;
      this.#log.say({ phase: 'data', detail: `reading ${this.#job.settings.data.name}`, done: share(0) });
      const data = await openData(this.#job, {
        fold,
        onCorrupt: (item) => this.#log.corrupt(item),
      });
      try {
        if (i === 0) this.#start(backend, data);
        train.push(await this.#scores(data, backend, 'train', { from: share(0), to: share(0.5) }));
        val.push(await this.#scores(data, backend, 'val', { from: share(0.5), to: share(1) }));
        waited += data.waitedMs / 1000;
      } finally {
        await data.close();
      }
    }
    this.position.epochs = 1;
    const seconds = (performance.now() - begun) / 1000;
    this.#log.record({ type: 'epoch', epoch: 1, step: 0, train: meanOf(train), val: meanOf(val), seconds, waited });
    if (folds.length === 1) return { reason: 'finished' };
    const { mean, deviation } = overFolds(val.map(({ accuracy = 0 }) => accuracy));
    const percent = (value: number) => `${(100 * value).toFixed(1)}%`;
    return {
      reason: 'finished',
      message: `Over ${folds.length} folds: accuracy ${percent(mean)} ± ${percent(deviation)}.`,
    };
  }

  /** All of a cross-validation, or the one that was asked for. */
  #folds(): readonly number[] {
    const { fold, settings } = this.#job;
    const { split } = settings.data;
    if (fold !== undefined || split.name !== 'kfold') return [fold ?? 0];
    return Array.from({ length: split.args.folds as number }, (_, i) => i);
  }

  #start({ name, device }: Backend, { trainCount, valCount }: Dataset): void {
    this.#log.record({
      type: 'start',
      time: new Date().toISOString(),
      backend: name,
      device,
      epochs: 1,
      stepsPerEpoch: 1,
      batch: BLOCK,
      trainImages: trainCount,
      valImages: valCount,
      params: 0,
    });
  }

  /** Of the training samples as many as validate: to judge all of them by each other would take longer than all the rest. */
  async #scores(data: Dataset, { product }: Backend, part: Part, done: { from: number; to: number }): Promise<Scores> {
    const { settings, graph } = this.#job;
    const { metrics = [] } = settings;
    const board = new Scoreboard(graph, metrics, settings.data.name);
    const { name } = endOf(graph, undefined);
    const total = Math.min(data.valCount, part === 'val' ? data.valCount : data.trainCount);
    let remembered = 0;
    const result = await evaluateNeighbors({
      settings: this.#settings,
      classes: data.classes?.length ?? 0,
      folds: [
        {
          train: () =>
            this.#blocks(data, 'train', false, (count) => {
              remembered = Math.min(data.trainCount, remembered + count);
              const share = done.from + (done.to - done.from) * (remembered / data.trainCount);
              this.#log.say({ phase: 'validation', detail: 'comparing samples', done: share });
            }),
          val: () => upTo(total, this.#blocks(data, part, true)),
        },
      ],
      product,
      judged: (_, { scores }, labels) => {
        const targets = { [name]: { kind: 'classes', values: labels } } as const;
        board.add({ [name]: scores }, { count: labels.length, inputs: {}, targets });
      },
      signal: this.#stopping,
    });
    return {
      loss: 1 - result.mean,
      accuracy: result.mean,
      ...(metrics.length === 0 ? {} : { metrics: board.values() }),
    };
  }

  /** @throws Error when the run is to stop. */
  async *#blocks(data: Dataset, part: Part, keep: boolean, seen = (_count: number) => {}): AsyncGenerator<Block> {
    const [input] = this.#job.graph.inputs;
    const { name } = endOf(this.#job.graph, undefined);
    for await (const { inputs, targets, count } of data.evaluationBatches(part, BLOCK, { keep })) {
      // Lets requests in between blocks.
      await setImmediate();
      this.#stopping.throwIfAborted();
      const target = targets[name];
      if (target?.kind !== 'classes' || target.values.length !== count)
        throw new DataError(`knn tells classes apart, one for each sample; ${this.#job.settings.data.name} has none.`);
      yield { samples: inputs[input.name], labels: target.values };
      seen(count);
    }
  }
}

async function* upTo(count: number, blocks: AsyncIterable<Block>): AsyncGenerator<Block> {
  let left = count;
  for await (const block of blocks) {
    if (left === 0) return;
    const taken = Math.min(left, block.labels.length);
    left -= taken;
    yield { samples: block.samples.subarray(0, taken * featuresOf(block)), labels: block.labels.subarray(0, taken) };
  }
}

/** Over folds, each as much. */
function meanOf(scores: readonly Scores[]): Scores {
  const mean = (of: (each: Scores) => number) => overFolds(scores.map(of)).mean;
  const [{ metrics }] = scores;
  const metricMeans = (all: NonNullable<Scores['metrics']>) =>
    Object.keys(all).map((key) => [key, mean((each) => each.metrics?.[key] ?? Number.NaN)] as const);
  return {
    loss: mean(({ loss }) => loss),
    accuracy: mean(({ accuracy = 0 }) => accuracy),
    ...(metrics === undefined ? {} : { metrics: Object.fromEntries(metricMeans(metrics)) }),
  };
}
