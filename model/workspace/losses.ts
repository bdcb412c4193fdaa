/** What losses and penalties work in. */
import type { Graph } from '../graph.ts';
import { sizeOf } from '../shape.ts';
import { placeBytes } from './places.ts';

/** What reductions divide among threads, for each. */
const REDUCED = 2 ** 14;
/** Sums of each thread, and what the places of many small tensors have at their ends. */
const ENDS = 2 ** 13;

interface Judged {
  readonly lossCopies?: number;
  readonly penalizes?: boolean;
}

/** Of the largest scores, or of the largest weight where weights are penalized: two of its size. */
export function lossBytes(
  graph: Graph,
  scores: readonly (readonly number[])[],
  threads: number,
  { lossCopies = 0, penalizes = false }: Judged,
): number {
  const largest = (shapes: readonly (readonly number[])[]) => Math.max(0, ...shapes.map(sizeOf));
  const weights = graph.layers.flatMap((layer) => layer.weights.map(({ shape }) => shape as readonly number[]));
  const numbers = Math.max(lossCopies * largest(scores), penalizes ? 2 * largest(weights) : 0);
  return numbers === 0 ? placeBytes(2 * threads) : placeBytes(numbers) + threads * REDUCED + ENDS;
}
