/** What a `train` item says, as data: with a graph, all that the engine is given. */
import type { Call } from './catalog/arguments.ts';

export interface LossTerm {
  readonly call: Call;
  readonly weight: number;
}

export interface DataSettings {
  /** The name of the `data` item. */
  readonly name: string;
  /** Paths in its arguments are relative to the model file. */
  readonly source: Call;
  readonly split: Call;
  readonly normalize: Call | null;
}

export interface TrainSettings {
  /** The name of the `train` item: its own, else the model's. */
  readonly name: string;
  readonly data: DataSettings;
  readonly loss: readonly LossTerm[];
  readonly regularizers: readonly Call[];
  readonly optimizer: Call;
  readonly init: Call;
  readonly batch: number;
  readonly epochs: number;
  readonly seed: number;
}

/** What is used where a `train` does not say. The loss has no default. */
export const trainDefaults = {
  optimizer: {
    name: 'adam',
    args: { lr: 1e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  },
  init: { name: 'he', args: {} },
  batch: 64,
  epochs: 10,
  seed: 1,
} as const satisfies Partial<TrainSettings>;
