/** Whether a model checks with what a search may give its parameters. */
import type { Diagnostic } from '../analysis.ts';
import type { PathPlace } from '../paths/path.ts';
import type { ModelItem, TrainItem } from '../syntax/tree.ts';
import type { ReadCall } from './callables.ts';
import { modelValues } from './model-values.ts';
import { Reporter } from './reporter.ts';
import { type SettingsRequest, settingsAround } from './setting-values.ts';
import type { Computed } from './values.ts';

/** The first error that a model has with these values. */
export type TryModel = (item: ModelItem, values: ReadonlyMap<string, Computed>) => Diagnostic | null;

/** More are not tried: each evaluates the model anew. */
const MOST_TRIED = 8;

export function tryValues(
  { target }: PathPlace,
  { call, at, given }: ReadCall,
  train: TrainItem,
  request: SettingsRequest & { readonly tryModel: TryModel },
): void {
  if (target.kind !== 'parameter') return;
  const { reporter, tryModel } = request;
  const { model, name } = target;
  // What is wrong already has been said where it is wrong.
  const others = modelValues(train, model, { ...settingsAround(request), reporter: new Reporter() });
  if (reporter.hasErrorsIn(model) || tryModel(model, others) !== null) return;
  const written = given.get('values')?.value;
  const elements = written?.kind === 'list' ? written.elements : [];
  const drawn = call.name === 'choice' ? (call.args.values as readonly Computed[]) : [call.args.low, call.args.high];
  if (call.name === 'uniform' || call.name === 'log') return;
  drawn.slice(0, MOST_TRIED).forEach((value, i) => {
    const found = tryModel(model, new Map([...others, [name, value as Computed]]));
    if (found === null) return;
    const message = `With ${name} = ${JSON.stringify(value)} ${model.name?.text} does not check: ${found.message}`;
    const related = [{ start: found.start, end: found.end, message: 'here' }];
    reporter.say('trial-does-not-check', elements[i] ?? at, message, { related });
  });
}
