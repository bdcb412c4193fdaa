/** How an optimizer updates one weight. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { StoredWeight } from '../network/weight-store.ts';
import type { Ops } from '../ops/ops.ts';

export interface OptimizerRun {
  /** What it keeps of every weight, zero at first. */
  readonly state: readonly string[];
  /** `step` counts from 1. */
  update<T>(ops: Ops<T>, weight: StoredWeight<T>, gradient: T, args: Call['args'], step: number): void;
}
