/** How every loss and regularizer of the catalog runs. */
import type { Runs } from '../coverage.ts';
import { l2 } from './l2.ts';
import type { LossRun, RegularizerRun } from './loss-run.ts';
import { softmax } from './softmax.ts';

const losses: { readonly [L in Runs<'loss'>]: LossRun } = { softmax };
const regularizers: { readonly [R in Runs<'regularizer'>]: RegularizerRun } = { l2 };

export const lossRun = (name: string): LossRun => losses[name as Runs<'loss'>];
export const regularizerRun = (name: string): RegularizerRun => regularizers[name as Runs<'regularizer'>];
