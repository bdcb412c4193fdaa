/** What `data`, `train` and `search` items say, as plain data: with a graph, all that the engine is given. */
import type { Call } from './catalog/arguments.ts';

export interface LossTerm {
  readonly call: Call;
  readonly weight: number;
  /** The head it judges; absent: the only output. */
  readonly head?: string;
}

export interface DataSettings {
  /** The name of the `data` item. */
  readonly name: string;
  /** Paths in its arguments are relative to the model file. */
  readonly source: Call;
  readonly split: Call;
  readonly normalize: Call | null;
  /** How training samples are drawn; absent: each once an epoch. */
  readonly sampling?: Call;
  /** In the order in which they are applied; absent: none. */
  readonly augment?: readonly Call[];
}

/** What a stretch of training goes by: a whole run, or one stage of it with what it inherits filled in. */
export interface StageSettings {
  /** Of a run the name of its `train` item: its own, else the model's. */
  readonly name: string;
  /** Added up. */
  readonly loss: readonly LossTerm[];
  readonly regularizers: readonly Call[];
  readonly optimizer: Call;
  /** Absent: the learning rate stays. */
  readonly schedule?: Call;
  /** Absent: gradients are taken as they are. */
  readonly clip?: Call;
  /** By which average of the weights it is evaluated; absent: by the weights as they are. */
  readonly average?: Call;
  /** Samples per step. */
  readonly batch: number;
  readonly epochs: number;
  /** Batches whose gradients are added up for one update; absent: one. */
  readonly accumulate?: number;
  /** Epochs without a better validation after which it ends; absent: all epochs are run. */
  readonly patience?: number;
  /** Steps of a sequence after which gradients are cut off; absent: they run through all of it. */
  readonly bptt?: number;
  /** Patterns of layer ids or weight names: only these learn. Absent: everything does. */
  readonly trainOnly?: readonly string[];
  /** Factors of the learning rate by pattern of layer ids or weight names; of several that match the last counts. */
  readonly lrScale?: Readonly<Record<string, number>>;
}

export interface TrainSettings extends StageSettings {
  readonly data: DataSettings;
  readonly init: Call;
  readonly seed: number;
  /** Weights to start from, after initialization. */
  readonly weights?: Call;
  /** Measured on the validation samples beside the loss. */
  readonly metrics?: readonly Call[];
  /** The column of the data by head or input, where it is not the one of the same name. */
  readonly targets?: Readonly<Record<string, string>>;
  /** Checkpoints of epochs that are kept beside the last and the best; absent: none. */
  readonly keep?: number;
  /** Run one after the other in place of the run itself; each goes on with the weights of the one before. */
  readonly stages?: readonly StageSettings[];
}

export interface SearchSettings {
  /** The name of the `train` item. */
  readonly train: string;
  /** What is varied, in the path syntax of the language, and what each value is drawn from. */
  readonly space: readonly { readonly path: string; readonly values: Call }[];
  readonly trials: number;
  /** Folds of cross-validation; 1: the split of the data. */
  readonly folds: number;
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

/** What is used where a `search` does not say. */
export const searchDefaults = { trials: 20, folds: 1 } as const satisfies Partial<SearchSettings>;
