/** How the learning rate goes: a function of where the training stands. */
import type { Call } from '../../model/catalog/arguments.ts';

/** Where a training stands before a step. */
export interface Moment {
  /** Steps that have been taken, from 0; batches whose gradients are added up for one update are one step. */
  readonly step: number;
  readonly stepsPerEpoch: number;
  /** Of the run, or of what a warm-up leaves of it. */
  readonly epochs: number;
}

/** What a step goes by. */
export interface Pace {
  readonly lr: number;
  /** In place of the optimizer's momentum, β₁ of Adam; absent: that stays. */
  readonly momentum?: number;
}

export interface ScheduleRun {
  /** `lr` is that of the optimizer; `factor` what a plateau has made of it. */
  at(moment: Moment, lr: number, args: Call['args'], factor: number): Pace;
}

/** Epochs that are over, from 0. */
export const epochOf = ({ step, stepsPerEpoch }: Moment): number => Math.floor(step / stepsPerEpoch);

/** By factors of the learning rate that hold for an epoch. */
export const byEpoch = (factor: (epoch: number, args: Record<string, number>) => number): ScheduleRun => ({
  at: (moment, lr, args) => ({ lr: lr * factor(epochOf(moment), args as Record<string, number>) }),
});

/** Half a cosine from `from` at 0 to `to` at 1. */
export const halfCosine = (from: number, to: number, share: number): number =>
  to + ((from - to) * (1 + Math.cos(Math.PI * share))) / 2;
