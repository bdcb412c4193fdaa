/** Medians, and ratios of times that were measured side by side. */

/** NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** How many there were. */
  readonly count: number;
}

/** Of `upper` to `lower` in the rounds that both were in; `null` where there is none. */
export function pairedRatios(upper: readonly (number | null)[], lower: readonly (number | null)[]): Spread | null {
  const ratios = upper.flatMap((value, round) => {
    const other = lower[round] ?? null;
    return value === null || other === null ? [] : [value / other];
  });
  if (ratios.length === 0) return null;
  return { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios), count: ratios.length };
}
