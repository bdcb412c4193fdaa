/** How a loss runs. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { Target } from '../data/batch.ts';
import type { Ops } from '../ops/ops.ts';

/** Who is compared with whom, in words, for messages. */
export interface Parties {
  /** `The data cifar`. */
  readonly data: string;
  /** `dense2 of LeNet`. */
  readonly model: string;
}

export interface LossContext<T> {
  readonly ops: Ops<T>;
  readonly args: Call['args'];
  readonly scores: T;
  /** Extents of the scores, batch first. */
  readonly shape: readonly number[];
  readonly target: Target;
  readonly parties: Parties;
  /** A single number: the loss of the batch, a mean, times the number of samples. */
  readonly result: T;
  /** Where wanted: `factor` times the gradient of that. */
  readonly gradient: T | null;
  readonly factor: number;
  /** A tensor for as long as the loss runs. */
  temporary(shape: readonly number[]): T;
}

export interface LossRun {
  /** @throws TargetError when the target does not fit the scores. */
  run<T>(context: LossContext<T>): void;
}
