/** How an optimizer updates one weight. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { Ops } from '../ops/ops.ts';

export interface OptimizerRun {
  /** What it keeps of every weight, zero at first. */
  readonly state: readonly string[];
  /** `step` counts from 1. */
  update<T>(
    ops: Ops<T>,
    weight: { readonly value: T; readonly state: Readonly<Record<string, T>> },
    gradient: T,
    args: Call['args'],
    step: number,
  ): void;
}
