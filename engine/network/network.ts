/** A network that trains: what a backend makes of a checked graph and the settings of a `train`. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { Graph } from '../../model/graph.ts';
import type { LossTerm } from '../../model/settings.ts';

export interface NetworkOptions {
  readonly graph: Graph;
  /** The largest number of samples per step. */
  readonly batch: number;
  readonly seed: number;
  readonly init: Call;
  readonly loss: readonly LossTerm[];
  readonly regularizers: readonly Call[];
  readonly optimizer: Call;
}

/** Numbers with their extents; weights in PyTorch's layout. */
export interface Numbers {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export type NumbersByName = ReadonlyMap<string, Numbers>;

export interface StepOutcome {
  /** Mean data loss over the batch. */
  readonly loss: number;
  /** What the regularizers add. */
  readonly regularization: number;
  /** Samples whose highest score is their class. */
  readonly correct: number;
  /** When the loss is not finite: the first layer whose output is not, else `loss`. No weight was updated. */
  readonly nonFinite?: string;
}

export interface Network {
  /** One step on `labels.length` samples; images batch × height × width × channels. `step` counts from 1. */
  trainStep(images: Float32Array, labels: Int32Array, step: number): Promise<StepOutcome>;
  evaluate(images: Float32Array, labels: Int32Array): Promise<{ readonly lossSum: number; readonly correct: number }>;
  /** Scores, count × classes. */
  predict(images: Float32Array, count: number): Promise<Float32Array>;
  /** All weights and running statistics by name, in PyTorch's layout. */
  weights(): Promise<NumbersByName>;
  /** By name and shape; names the first that does not fit. */
  setWeights(weights: NumbersByName): Promise<void>;
  optimizerState(): Promise<NumbersByName>;
  setOptimizerState(state: NumbersByName): Promise<void>;
  dispose(): void;
}
