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
  const choice = call.name === 'choice';
  const drawn = choice ? (call.args.values as readonly Computed[]) : endsAndMiddle(call);
  const places = choice ? elements : [given.get('low')?.value, given.get('high')?.value];
  let said = false;
  drawn.slice(0, MOST_TRIED).forEach((value, i) => {
    // Of what lies between two bounds one that fails says it.
    if (said && !choice) return;
    const found = tryModel(model, new Map([...others, [name, value]]));
    if (found === null) return;
    said = true;
    const message = `With ${name} = ${JSON.stringify(value)} ${model.name?.text} does not check: ${found.message}`;
    const related = [{ start: found.start, end: found.end, message: 'here' }];
    reporter.say('trial-does-not-check', places[i] ?? at, message, { related });
  });
}

/** The bounds that a value is drawn between, and one in the middle, as it is drawn: of `log` the geometric mean. */
function endsAndMiddle({ name, args: { low, high } }: ReadCall['call']): readonly number[] {
  if (typeof low !== 'number' || typeof high !== 'number') return [];
  const half = name === 'log' ? Math.sqrt(low * high) : (low + high) / 2;
  const middle = name === 'integers' ? Math.round(half) : half;
  return [...new Set([low, high, middle])];
}
