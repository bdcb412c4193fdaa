/** What a loss holds while it is computed with its gradient, in numbers for each of its scores; a test measures it. */
import type { Call } from '../catalog/arguments.ts';
import type { NameOf } from '../catalog/index.ts';

const copies: { readonly [L in NameOf<'loss'>]?: number } = {
  softmax: 0,
  hinge: 22,
  squared_hinge: 25,
  binary_cross_entropy: 19,
  l1_distance: 7,
  l2_distance: 7,
  smooth_l1: 24,
  huber: 22,
  iou_loss: 48,
  dice: 43,
  focal: 41,
};

/** Of the one that holds most; where there are several, their gradients are added up. */
export const lossCopies = (losses: readonly { readonly call: Call }[]): number =>
  Math.max(0, ...losses.map(({ call }) => copies[call.name as NameOf<'loss'>] ?? 0)) + (losses.length > 1 ? 1 : 0);
