/** What "better" means between two validations: the first metric of the train, else accuracy, else the loss. */
import type { Call } from '../../model/catalog/arguments.ts';
import { metricRun } from '../metrics/index.ts';
import type { Scores } from '../protocol/records.ts';

/** Higher is better. */
export function scoreOf({ loss, accuracy, metrics = {} }: Scores, calls: readonly Call[]): number {
  const [first] = Object.values(metrics);
  const [call] = calls;
  if (typeof first === 'number' && call !== undefined) return metricRun(call.name).better === 'higher' ? first : -first;
  return accuracy ?? -loss;
}
