/** How a metric is measured: batch by batch, nothing but sums kept. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { Compared } from '../losses/targets.ts';

export interface Metric {
  /** What a head gives for a batch, and what it is compared with. @throws TargetError when they do not fit. */
  add(outputs: Float32Array, compared: Compared): void;
  /** Of all batches so far; `null` where nothing was counted. */
  value(): number | null;
}

export interface MetricRun {
  readonly better: 'higher' | 'lower';
  start(args: Call['args']): Metric;
}

/** A mean of what `sum` gives for each batch: a total, and how many it is of. */
export function meanMetric(
  sum: (outputs: Float32Array, compared: Compared) => { readonly total: number; readonly count: number },
  of: (mean: number) => number = (mean) => mean,
): Metric {
  let total = 0;
  let count = 0;
  return {
    add(outputs, compared) {
      const part = sum(outputs, compared);
      total += part.total;
      count += part.count;
    },
    value: () => (count === 0 ? null : of(total / count)),
  };
}
