/** A network that trains: what a backend makes of a checked graph and the settings of a `train`. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { Graph } from '../../model/graph.ts';
import type { LossTerm } from '../../model/settings.ts';
import type { Batch } from '../data/batch.ts';
import type { Profile } from './profile.ts';
import type { LayerStatistics } from './statistics.ts';

/** By what weights learn; a stage of a training may change it. */
export interface LearningOptions {
  readonly loss: readonly LossTerm[];
  readonly regularizers: readonly Call[];
  readonly optimizer: Call;
  readonly clip?: Call;
  readonly average?: Call;
  /** Batches whose gradients are added up before an update; one where it is not given. */
  readonly accumulate?: number;
  /** Patterns of layer ids or weight names: only these learn. */
  readonly trainOnly?: readonly string[];
  /** Factors of the learning rate by pattern; of several that match the last counts. */
  readonly lrScale?: Readonly<Record<string, number>>;
}

export interface NetworkOptions extends LearningOptions {
  readonly graph: Graph;
  /** The largest number of samples per step. */
  readonly batch: number;
  readonly seed: number;
  readonly init: Call;
  /** What the batches come from, for messages. */
  readonly data?: { readonly name: string };
  /** Is told where the time goes; every step then takes longer. */
  readonly profile?: Profile;
}

/** Numbers with their extents; weights in PyTorch's layout. */
export interface Numbers {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export type NumbersByName = ReadonlyMap<string, Numbers>;

/** Numbers by the name of an input or output of the model; batch first, channels last. */
export type Ends = Readonly<Record<string, Float32Array>>;

export interface StepOutcome {
  /** Mean data loss over the batch. */
  readonly loss: number;
  /** What the regularizers add. */
  readonly regularization: number;
  /** Scores of every head that is a vector. */
  readonly outputs: Ends;
  readonly gradientNorm?: number;
  /** When the loss is not finite: the first layer whose output is not, else `loss`. No weight was updated. */
  readonly nonFinite?: string;
}

export interface Evaluation {
  /** Sum of the data loss over the samples. */
  readonly lossSum: number;
  /** What every head gives. */
  readonly outputs: Ends;
}

export interface StepOptions {
  /** In place of the optimizer's own. */
  readonly lr?: number;
  /** In place of the optimizer's own momentum, β₁ of Adam; an optimizer that has none has none then either. */
  readonly momentum?: number;
  /** Whether the norm of the gradients is told also where they are not clipped by it. */
  readonly measureNorm?: boolean;
}

/** Of one pass of L-BFGS. */
export interface MinimizeOutcome {
  /** Data loss and regularization at the weights it ends at. */
  readonly loss: number;
  /** How often the gradient of the whole training set was taken. */
  readonly evaluations: number;
}

export interface UpdateOutcome {
  /**
   * The Euclidean norm of all gradients together, regularization included, before they were clipped; where it is known
   * (`clip = norm(…)`) or asked for. When it is not finite nothing was updated.
   */
  readonly gradientNorm?: number;
}

/** One pass over arrays, as `netwright run` and gradient checks make it. */
export interface PassRequest {
  readonly inputs: Ends;
  readonly count: number;
  /** Batch statistics and noise as in a training step `step`, and gradients where `upstream` is there. */
  readonly training: boolean;
  readonly step?: number;
  /** The gradient of a scalar with respect to outputs, by their names. */
  readonly upstream?: Ends;
}

export interface PassOutcome {
  readonly outputs: NumbersByName;
  /** With `upstream`: gradients of inputs and of weights by name, weights in PyTorch's layout. */
  readonly inputGradients: NumbersByName;
  readonly weightGradients: NumbersByName;
}

export interface Network {
  /** One step on a batch: loss, gradients, update. `step` counts from 1. */
  trainStep(batch: Batch, step: number, options?: StepOptions): Promise<StepOutcome>;
  /**
   * Loss and gradients only. The gradients of a batch that is taken in several parts add up: `share` is the part's
   * share of the samples, `add` is true from the second part on.
   */
  gradientStep(batch: Batch, step: number, part?: { share: number; add: boolean }): Promise<StepOutcome>;
  /** Updates the weights by the gradients that are there. */
  update(step: number, options?: StepOptions): Promise<UpdateOutcome>;
  /**
   * Where the optimizer is `lbfgs`, in place of the steps of an epoch: its iterations on the whole training set.
   * `wholeGradient` leaves the gradient of the mean data loss over that set in the network, at the weights as they are
   * then, and resolves to this loss. It is called about as often as there are iterations, with the same samples each
   * time: batches in order, without augmentation, each with `gradientStep(batch, step, { share: count / all, add: not
   * the first })` and a step that stays, so that noise stays. Regularization is added here; gradients are not clipped, learning rates not
   * scaled, weights not averaged.
   */
  minimize(wholeGradient: () => Promise<number>): Promise<MinimizeOutcome>;
  /** What the regularizers add to the loss, for the weights as they are. */
  penalty(): Promise<number>;
  evaluate(batch: Batch): Promise<Evaluation>;
  predict(inputs: Ends, count: number): Promise<NumbersByName>;
  pass(request: PassRequest): Promise<PassOutcome>;
  /** One batch forward, as in a training step unless told otherwise: what it looks like in every layer. Nothing changes. */
  statistics(
    inputs: Ends,
    count: number,
    options?: { readonly training?: boolean },
  ): Promise<readonly LayerStatistics[]>;
  /** Runs `work`, an evaluation or a checkpoint, while the average of the weights, where one is kept, stands in their place. */
  averaged<R>(work: () => Promise<R>): Promise<R>;
  /** Goes on with the same weights by other rules; the optimizer starts afresh. */
  configure(options: LearningOptions): void;
  /** All weights and running statistics by name, in PyTorch's layout. */
  weights(): Promise<NumbersByName>;
  /** By name and shape; names the first that does not fit. */
  setWeights(weights: NumbersByName): Promise<void>;
  /** Of the last step, in PyTorch's layout; what regularizers add is in them once the weights have been updated. */
  gradients(): Promise<NumbersByName>;
  optimizerState(): Promise<NumbersByName>;
  setOptimizerState(state: NumbersByName): Promise<void>;
  dispose(): void;
}
