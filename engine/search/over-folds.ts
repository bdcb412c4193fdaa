/** The score of a cross-validation. */

export interface OverFolds {
  /** Over the folds. */
  readonly mean: number;
  /** Standard deviation over the folds (of n, not n − 1); 0 for a single one. */
  readonly deviation: number;
}

export function overFolds(scores: readonly number[]): OverFolds {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length;
  return { mean, deviation: Math.sqrt(variance) };
}
