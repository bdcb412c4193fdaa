/** What PyTorch has computed: `scripts/fixtures/learning.py` writes it. */
import { readFileSync } from 'node:fs';
import type { Target } from '../../engine/data/batch.ts';
import type { Call } from '../../model/catalog/arguments.ts';

export interface LossCase {
  readonly call: Call;
  readonly shape: readonly number[];
  readonly scores: readonly number[];
  readonly target: { readonly kind: Target['kind']; readonly values: readonly number[] };
  /** The mean over the batch, and its gradient. */
  readonly loss: number;
  readonly gradient: readonly number[];
}

type Weights = Readonly<Record<string, readonly number[]>>;

export interface TrainingCase {
  readonly settings: {
    readonly optimizer: Call;
    readonly regularizers: readonly Call[];
    readonly clip?: Call;
    readonly trainOnly?: readonly string[];
    readonly lrScale?: Readonly<Record<string, number>>;
  };
  readonly steps: readonly { readonly loss: number; readonly regularization: number; readonly norm?: number }[];
  readonly weights: Weights;
}

export interface ScheduleCase {
  readonly call: Call;
  /** Of every step. */
  readonly lr: readonly number[];
  readonly momentum?: readonly number[];
}

export interface PlateauCase {
  readonly call: Call;
  /** Of every epoch, and the learning rate after it. */
  readonly losses: readonly number[];
  readonly lr: readonly number[];
}

interface Fixture {
  readonly losses: readonly LossCase[];
  readonly network: {
    readonly inputs: number;
    readonly hidden: number;
    readonly outputs: number;
    readonly batch: number;
    /** Of every step. */
    readonly x: readonly (readonly number[])[];
    readonly targets: readonly (readonly number[])[];
    readonly start: Weights;
  };
  readonly trainings: readonly TrainingCase[];
  readonly minimized: readonly {
    readonly optimizer: Call;
    readonly passes: readonly { readonly loss: number; readonly weights: Weights }[];
  }[];
  readonly schedules: {
    readonly lr: number;
    readonly epochs: number;
    readonly stepsPerEpoch: number;
    readonly cases: readonly ScheduleCase[];
    readonly plateaus: readonly PlateauCase[];
  };
}

export const learning = JSON.parse(readFileSync(new URL('fixtures/learning.json', import.meta.url), 'utf8')) as Fixture;

export const inWords = ({ name, args }: Call): string =>
  `${name}(${Object.entries(args)
    .map(([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(', ')})`;
