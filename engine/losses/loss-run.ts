/** How a loss or a regularizer runs. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { Target } from '../data/batch.ts';
import type { Ops } from '../ops/ops.ts';

export interface LossContext<T> {
  readonly ops: Ops<T>;
  readonly args: Call['args'];
  readonly scores: T;
  /** Extents of the scores, batch first. */
  readonly shape: readonly number[];
  readonly target: Target;
  /** A single number: the sum of the loss over the samples. */
  readonly result: T;
  /** Where wanted: `factor` times the gradient of that sum. */
  readonly gradient: T | null;
  readonly factor: number;
  /** A tensor for as long as the loss runs. */
  temporary(shape: readonly number[]): T;
}

export interface LossRun {
  /** @throws Error when the target does not fit the scores. */
  run<T>(context: LossContext<T>): void;
}

export interface RegularizerRun {
  /** Adds what it charges for a weight to `total`, a single number. */
  addPenalty<T>(ops: Ops<T>, w: T, total: T, args: Call['args']): void;
  /** Adds the gradient of that to the weight's. */
  addGradient<T>(ops: Ops<T>, w: T, gradient: T, args: Call['args']): void;
}
