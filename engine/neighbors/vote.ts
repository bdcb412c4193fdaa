/** The votes of the neighbors. */
import type { Neighbors } from './nearest.ts';

export interface Votes {
  /** count × classes: how many of the neighbors have each class. */
  readonly scores: Float32Array;
  /** The class with the most votes; of equal ones that of the nearest neighbor. */
  readonly predicted: Int32Array;
}

export function vote({ labels, found }: Neighbors, classes: number): Votes {
  const count = found.length;
  const k = labels.length / Math.max(1, count);
  const scores = new Float32Array(count * classes);
  const predicted = new Int32Array(count);
  for (let n = 0; n < count; n++) {
    const near = labels.subarray(n * k, n * k + found[n]);
    for (const label of near) scores[n * classes + label]++;
    const most = near.reduce((best, label) => Math.max(best, scores[n * classes + label]), 0);
    predicted[n] = near.find((label) => scores[n * classes + label] === most) ?? 0;
  }
  return { scores, predicted };
}
