/** An epoch of training, from the batch at which the position stands. */
import type { Graph } from '../../model/graph.ts';
import type { StageSettings } from '../../model/settings.ts';
import type { EpochBatch } from '../data/batch-buffer.ts';
import type { Dataset } from '../data/dataset.ts';
import type { Network, StepOutcome } from '../network/network.ts';
import type { RunRecord, Scores } from '../protocol/records.ts';
import type { Clock } from './clock.ts';
import { countRight } from './count-right.ts';
import { NotFiniteError } from './failure.ts';
import type { Position } from './position.ts';
import type { LearningRate } from './rate.ts';

export interface EpochRequest {
  readonly graph: Graph;
  readonly network: Network;
  readonly data: Dataset;
  readonly stage: StageSettings;
  readonly rate: LearningRate;
  readonly position: Position;
  readonly clock: Clock;
  readonly training: {
    stopping(): boolean;
    record(record: RunRecord): void;
    progress(): void;
    betweenSteps(): Promise<void>;
    /** The weights at the end of a cycle. */
    snapshot(): Promise<unknown>;
  };
}

/** What the batches of one update add up to. */
interface Step {
  samples: number;
  loss: number;
  regularization: number;
  judged: number;
  correct: number;
  ms: number;
}

const noStep = (): Step => ({ samples: 0, loss: 0, regularization: 0, judged: 0, correct: 0, ms: 0 });

export class Epoch {
  readonly #request: EpochRequest;
  #step = noStep();
  #batchesOfStep = 0;

  constructor(request: EpochRequest) {
    this.#request = request;
  }

  /** Mean scores over the epoch, `null` when it was stopped. */
  async run(): Promise<Scores | null> {
    const { data, stage, position, clock, training } = this.#request;
    const { batch: size, accumulate = 1 } = stage;
    let begun = performance.now();
    let waited = data.waitedMs;
    const batches = data.trainSteps(size);
    const followedBy = { part: 'val', epoch: null, size } as const;
    for await (const batch of data.trainBatches(position.epochs + 1, size, { from: position.batches, followedBy })) {
      if (this.#batchesOfStep === 0 && training.stopping()) return null;
      const share = this.#shareOf(batch, size * accumulate);
      await this.#add(batch, share);
      const last = batch.index === batches - 1;
      if (this.#batchesOfStep < accumulate && !last) continue;
      const now = performance.now();
      await this.#update({ seconds: (now - begun) / 1000, waited: (data.waitedMs - waited) / 1000 }, batch.index + 1);
      begun = now;
      waited = data.waitedMs;
      clock.advance(1);
      training.progress();
      await training.betweenSteps();
    }
    return scoresOf(position.sums);
  }

  /** Its part of the samples that one update takes. */
  #shareOf({ index, count }: EpochBatch, samplesPerStep: number): number {
    const { data, stage } = this.#request;
    if ((stage.accumulate ?? 1) === 1) return 1;
    const before = Math.floor((index * stage.batch) / samplesPerStep) * samplesPerStep;
    return count / Math.min(samplesPerStep, data.trainCount - before);
  }

  async #add(batch: EpochBatch, share: number): Promise<void> {
    const { network, position, rate, stage } = this.#request;
    const begun = performance.now();
    const add = this.#batchesOfStep > 0;
    // Every batch of an update has noise of its own.
    const draw = position.step * (stage.accumulate ?? 1) + this.#batchesOfStep + 1;
    const outcome: StepOutcome = await network.gradientStep(batch, draw, { share, add });
    if (outcome.nonFinite !== undefined)
      throw new NotFiniteError(outcome.nonFinite, position.step + 1, rate.at(position.stageStep).lr);
    this.#batchesOfStep++;
    const step = this.#step;
    const { judged, correct } = countRight(outcome.outputs, batch);
    step.samples += batch.count;
    step.loss += outcome.loss * batch.count;
    step.regularization = outcome.regularization;
    step.judged += judged;
    step.correct += correct;
    step.ms += performance.now() - begun;
  }

  async #update(time: { seconds: number; waited: number }, batches: number): Promise<void> {
    const { network, position, rate, training } = this.#request;
    const begun = performance.now();
    const pace = rate.at(position.stageStep);
    const { lr } = pace;
    const { gradientNorm } = await network.update(position.stageStep + 1, pace);
    if (gradientNorm !== undefined && !Number.isFinite(gradientNorm))
      throw new NotFiniteError('gradient', position.step + 1, lr);
    const { samples, loss, regularization, judged, correct, ms } = this.#step;
    const cycleEnds = rate.endsCycle(position.stageStep);
    position.step++;
    position.stageStep++;
    position.batches = batches;
    const { sums } = position;
    position.sums = {
      samples: sums.samples + samples,
      loss: sums.loss + loss,
      judged: sums.judged + judged,
      correct: sums.correct + correct,
      seconds: sums.seconds + time.seconds,
      waited: sums.waited + time.waited,
    };
    training.record({
      type: 'step',
      step: position.step,
      epoch: position.epochs + 1,
      loss: loss / samples,
      ...(judged === 0 ? {} : { accuracy: correct / judged }),
      regularization,
      lr,
      ...(gradientNorm === undefined ? {} : { gradientNorm }),
      ms: ms + performance.now() - begun,
    });
    this.#step = noStep();
    this.#batchesOfStep = 0;
    if (cycleEnds) await training.snapshot();
  }
}

const scoresOf = ({ samples, loss, judged, correct }: Position['sums']): Scores => ({
  loss: loss / samples,
  ...(judged === 0 ? {} : { accuracy: correct / judged }),
});
