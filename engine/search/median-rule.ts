/**
 * Trials that are given up early (the median stopping rule of Golovin et al., Google Vizier, 2017): after an epoch a
 * trial ends whose best validation so far is below the median of the best of the others up to the same epoch.
 */

/** Epochs that every trial has. */
export const GRACE = 3;

/** Others that have come as far, without which there is nothing to compare with. */
const LEAST_OTHERS = 3;

/** Scores after each epoch, higher is better. */
export type Curve = readonly number[];

const bestOf = (curve: Curve) => curve.reduce((best, score) => Math.max(best, score), Number.NEGATIVE_INFINITY);

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median that a trial has stayed below; `null`: it goes on. */
export function fallsBehind(curve: Curve, others: readonly Curve[]): number | null {
  const epochs = curve.length;
  const peers = others.filter((other) => other.length >= epochs);
  if (epochs < GRACE || peers.length < LEAST_OTHERS) return null;
  const middle = median(peers.map((other) => bestOf(other.slice(0, epochs))));
  return bestOf(curve) < middle ? middle : null;
}
