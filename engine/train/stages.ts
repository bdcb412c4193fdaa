/** The stages of a training, one after the other: epochs of steps, a validation and a checkpoint after each. */
import { setImmediate } from 'node:timers/promises';
import type { StageSettings } from '../../model/settings.ts';
import type { Dataset, Stretch } from '../data/dataset.ts';
import type { Network } from '../network/network.ts';
import type { Job } from '../protocol/job.ts';
import type { Scores } from '../protocol/records.ts';
import { Checkpoints } from './checkpoints.ts';
import { Clock } from './clock.ts';
import { Epoch, type EpochRequest } from './epoch.ts';
import { evaluatePart } from './evaluate.ts';
import { noSums, type Position } from './position.ts';
import { LearningRate } from './rate.ts';
import type { RunLog } from './run-log.ts';
import { scoreOf } from './score.ts';
import { wholeSetEpoch } from './whole-set.ts';

/** A forward pass costs about a third of a training step. */
const VALIDATION_COST = 1 / 3;

export type Outcome = { readonly reason: 'finished' | 'stopped'; readonly message?: string };

export interface StagesRequest {
  readonly job: Job;
  readonly log: RunLog;
  readonly stopping: AbortSignal;
  /** Of the run. */
  readonly folder: string;
  /** Where it begins or goes on; moves with the training. */
  readonly position: Position;
  readonly network: Network;
  readonly data: Dataset;
}

/** A job without stages is one itself. */
export const stagesOf = ({ settings }: Job): readonly StageSettings[] => settings.stages ?? [settings];

/** Updates in an epoch. */
export function stepsOf(data: Dataset, stage: StageSettings): number {
  if (takesWholeSet(stage)) return 1;
  return Math.ceil(data.trainSteps(stage.batch) / (stage.accumulate ?? 1));
}

const takesWholeSet = ({ optimizer }: StageSettings): boolean => optimizer.name === 'lbfgs';

export class Stages {
  readonly #request: StagesRequest;
  readonly #stages: readonly StageSettings[];
  readonly #clock: Clock;
  readonly #checkpoints: Checkpoints;

  constructor(request: StagesRequest) {
    const { job, data, position } = request;
    this.#request = request;
    this.#stages = stagesOf(job);
    this.#checkpoints = new Checkpoints(request);
    const epochsDone = (i: number) => (i < position.stage ? this.#stages[i].epochs : position.stageEpochs);
    const cost = (stage: StageSettings) =>
      stepsOf(data, stage) + Math.ceil(data.valCount / stage.batch) * VALIDATION_COST;
    this.#clock = new Clock(this.#stages.reduce((sum, stage) => sum + stage.epochs * cost(stage), 0));
    const begun = this.#stages.slice(0, position.stage + 1);
    this.#clock.start(begun.reduce((sum, stage, i) => sum + epochsDone(i) * cost(stage), 0));
  }

  /** Resolves when the last epoch is done or the run was asked to stop. */
  async run(): Promise<Outcome> {
    const { position, network } = this.#request;
    for (;;) {
      const ended = await this.#stage(this.#stages[position.stage]);
      if (ended === 'stopped') return { reason: 'stopped' };
      if (position.stage === this.#stages.length - 1)
        return { reason: 'finished', ...(ended === null ? {} : { message: ended }) };
      Object.assign(position, {
        stage: position.stage + 1,
        stageEpochs: 0,
        stageStep: 0,
        stageBest: null,
        schedule: null,
      });
      network.configure(this.#stages[position.stage]);
    }
  }

  /** `null` when all its epochs were run, else why they were not. */
  async #stage(stage: StageSettings): Promise<'stopped' | string | null> {
    const { position, data, network, job } = this.#request;
    const rate = new LearningRate(stage, stepsOf(data, stage), position.schedule);
    const { patience = Number.POSITIVE_INFINITY } = stage;
    while (position.stageEpochs < stage.epochs) {
      const { stageBest } = position;
      if (stageBest !== null && position.epochs - stageBest.epoch >= patience)
        return `It ended early: no better validation in ${patience} epochs.`;
      const request: EpochRequest = {
        graph: job.graph,
        network,
        data,
        stage,
        rate,
        position,
        clock: this.#clock,
        training: this.#hooks(stage),
      };
      const train = takesWholeSet(stage)
        ? await wholeSetEpoch({ ...request, name: job.settings.data.name })
        : await new Epoch(request).run();
      if (train === null) {
        await this.#checkpoints.stop();
        return 'stopped';
      }
      await this.#endEpoch(stage, rate, train);
    }
    return null;
  }

  async #endEpoch(stage: StageSettings, rate: LearningRate, train: Scores): Promise<void> {
    const { position, job, log, data, network } = this.#request;
    const { metrics = [] } = job.settings;
    const begun = performance.now();
    const waitedBefore = data.waitedMs;
    const val = await network.averaged(() => this.#validate(stage));
    const { sums } = position;
    const seconds = sums.seconds + (performance.now() - begun) / 1000;
    const waited = sums.waited + (data.waitedMs - waitedBefore) / 1000;
    position.epochs++;
    position.stageEpochs++;
    position.batches = 0;
    position.sums = noSums;
    const { epochs: epoch, step } = position;
    const named = this.#stages.length > 1 ? { stage: stage.name } : {};
    log.record({ type: 'epoch', epoch, step, ...named, train, val, seconds, waited });
    rate.endEpoch(position.stageStep, val.loss);
    position.schedule = rate.state;
    const own = { epoch, score: scoreOf(val, metrics) };
    const isBetter = (best: Position['best']) => best === null || own.score > best.score;
    const best = isBetter(position.best);
    if (best) position.best = own;
    if (isBetter(position.stageBest)) position.stageBest = own;
    await this.#checkpoints.endEpoch(best);
  }

  #validate({ batch }: StageSettings): Promise<Scores> {
    const { job, network, data, position, log } = this.#request;
    const { metrics = [], data: settings } = job.settings;
    return evaluatePart(network, data, 'val', {
      batch,
      metrics,
      graph: job.graph,
      name: settings.name,
      followedBy: this.#afterValidation(),
      onBatch: () => {
        log.say({ phase: 'validation', detail: `epoch ${position.epochs + 1}`, ...this.#clock.progress });
        this.#clock.advance(VALIDATION_COST);
      },
    });
  }

  /** The batches of the next epoch, where there is one that takes batches. */
  #afterValidation(): Stretch | null {
    const { stage, stageEpochs, epochs } = this.#request.position;
    const next = stageEpochs + 1 < this.#stages[stage].epochs ? this.#stages[stage] : this.#stages[stage + 1];
    if (next === undefined || takesWholeSet(next)) return null;
    // Counted from 1, and the one that is validated is not counted yet.
    return { part: 'train', epoch: epochs + 2, size: next.batch };
  }

  /** What an epoch does with the run. */
  #hooks({ epochs }: StageSettings): EpochRequest['training'] {
    const { position, log, stopping } = this.#request;
    return {
      stopping: () => stopping.aborted,
      record: (record) => log.record(record),
      progress: () => {
        const last = position.epochs - position.stageEpochs + epochs;
        log.say({ phase: 'training', detail: `epoch ${position.epochs + 1} of ${last}`, ...this.#clock.progress });
      },
      snapshot: () => this.#checkpoints.snapshot(),
      betweenSteps: async () => {
        await this.#checkpoints.betweenSteps();
        // Lets requests in between steps.
        await setImmediate();
      },
    };
  }
}
