/** How every loss and regularizer of the catalog runs. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { Runs } from '../coverage.ts';
import type { Ops } from '../ops/ops.ts';
import { l2 } from './l2.ts';
import { softmax } from './softmax.ts';

export interface LossRun {
  /** Sum of the loss over the batch and number of correct samples into `result`; the gradient of the mean where wanted. */
  run<T>(ops: Ops<T>, scores: T, out: { result: T; gradient: T | null }, labels: Int32Array, weight: number): void;
}

export interface RegularizerRun {
  /** Adds what it charges for a weight to `total`, a single number. */
  addPenalty<T>(ops: Ops<T>, w: T, total: T, args: Call['args']): void;
  /** Adds the gradient of that to the weight's. */
  addGradient<T>(ops: Ops<T>, w: T, gradient: T, args: Call['args']): void;
}

const losses: { readonly [L in Runs<'loss'>]: LossRun } = { softmax };
const regularizers: { readonly [R in Runs<'regularizer'>]: RegularizerRun } = { l2 };

export const lossRun = (name: string): LossRun => losses[name as Runs<'loss'>];
export const regularizerRun = (name: string): RegularizerRun => regularizers[name as Runs<'regularizer'>];
