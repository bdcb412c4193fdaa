/** Where a training stands, as a checkpoint keeps it: with the weights and the optimizer, all that is needed to go on. */
import type { Statistics } from '../data/statistics.ts';
import type { PlateauState } from '../schedules/index.ts';

export interface Position {
  /** From 0. */
  stage: number;
  /** Epochs that are done, over all stages and in this one. */
  epochs: number;
  stageEpochs: number;
  /** Updates so far, over all stages and in this one. */
  step: number;
  stageStep: number;
  /** Batches of the epoch in progress that are done. */
  batches: number;
  /** What the epoch in progress adds up to. */
  sums: Sums;
  /** The best validation over all stages, and in this one. */
  best: Best | null;
  stageBest: Best | null;
  /** What the schedule keeps. */
  schedule: PlateauState | null;
  /** Of the training samples. */
  statistics: Statistics | null;
}

export interface Best {
  readonly epoch: number;
  readonly score: number;
}

export interface Sums {
  readonly samples: number;
  readonly loss: number;
  /** Samples with a class, and those of them that were right. */
  readonly judged: number;
  readonly correct: number;
  readonly seconds: number;
  readonly waited: number;
}

export const noSums: Sums = { samples: 0, loss: 0, judged: 0, correct: 0, seconds: 0, waited: 0 };

export const atStart = (): Position => ({
  stage: 0,
  epochs: 0,
  stageEpochs: 0,
  step: 0,
  stageStep: 0,
  batches: 0,
  sums: noSums,
  best: null,
  stageBest: null,
  schedule: null,
  statistics: null,
});
