/** How every loss of the catalog runs. */
import type { Runs } from '../coverage.ts';
import { binary_cross_entropy } from './binary-cross-entropy.ts';
import { dice } from './dice.ts';
import { huber, l1_distance, l2_distance, smooth_l1 } from './distances.ts';
import { focal } from './focal.ts';
import { hinge, squared_hinge } from './hinge.ts';
import { iou_loss } from './iou-loss.ts';
import type { LossRun } from './loss-run.ts';
import { softmax } from './softmax.ts';

const losses: { readonly [L in Runs<'loss'>]: LossRun } = {
  softmax,
  hinge,
  squared_hinge,
  binary_cross_entropy,
  l1_distance,
  l2_distance,
  smooth_l1,
  huber,
  iou_loss,
  dice,
  focal,
};

export const lossRun = (name: string): LossRun => losses[name as Runs<'loss'>];
