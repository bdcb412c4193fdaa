/** How an optimizer updates one weight. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { Ops } from '../ops/ops.ts';

export interface OptimizerRun {
  /** What it keeps of every weight, zero at first. */
  state(args: Call['args']): readonly string[];
  /** The argument that a schedule moves against the learning rate; `undefined` where no momentum is kept. */
  momentum?(args: Call['args']): 'momentum' | 'beta1' | undefined;
  /** `weight_decay` is 0 for biases and normalization; `step` counts from 1. */
  update<T>(
    ops: Ops<T>,
    weight: { readonly value: T; readonly state: Readonly<Record<string, T>> },
    gradient: T,
    args: Call['args'],
    step: number,
  ): void;
}
