/** What "better" means between two validations: the first metric of the train, else accuracy, else the loss. */
import type { Call } from '../../model/catalog/arguments.ts';
import { metricRun } from '../metrics/index.ts';
import type { Scores } from '../protocol/records.ts';

export interface Measure {
  /** `accuracy`, `loss`, or the label of a metric. */
  readonly name: string;
  readonly better: 'higher' | 'lower';
}

/** By what these scores are compared. */
export function measureOf({ accuracy, metrics = {} }: Scores, [call]: readonly Call[]): Measure {
  const [first] = Object.entries(metrics);
  if (first !== undefined && typeof first[1] === 'number' && call !== undefined)
    return { name: first[0], better: metricRun(call.name).better };
  return accuracy === undefined ? { name: 'loss', better: 'lower' } : { name: 'accuracy', better: 'higher' };
}

/** Higher is better. */
export function scoreOf(scores: Scores, calls: readonly Call[]): number {
  const { name, better } = measureOf(scores, calls);
  const { loss, accuracy, metrics } = scores;
  const value = { loss, accuracy, ...metrics }[name] ?? Number.NaN;
  return better === 'higher' ? value : -value;
}
