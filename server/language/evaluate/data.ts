/** A data item to what the engine reads: source, split and what becomes of each sample. */

import type { DataFacts } from '../../../formats/facts/index.ts';
import type { DataSettings } from '../../../model/settings.ts';
import { type Column, columnsOf } from '../../../model/sources/columns.ts';
import type { DataItem, Expression } from '../syntax/tree.ts';
import type { Surroundings } from './around.ts';
import type { ReadCall } from './callables.ts';
import { evaluate } from './expressions.ts';
import { Reporter } from './reporter.ts';
import { Settings, type SettingsRequest, settingsAround } from './setting-values.ts';
import { dataSettings } from './settings.ts';

export interface ReadData {
  readonly item: DataItem;
  readonly name: string;
  readonly source: ReadCall | null;
  readonly augment: readonly ReadCall[];
  /** `null`: only the files tell, and they have not been read. */
  readonly columns: readonly Column[] | null;
  readonly facts: DataFacts | null;
  /** `null` while something needed is missing or wrong. */
  readonly settings: DataSettings | null;
}

export function readData(item: DataItem, request: SettingsRequest): ReadData {
  const around = settingsAround(request);
  const settings = new Settings(item.settings, dataSettings, 'data', around);
  for (const key of ['source', 'split']) {
    if (settings.get(key) !== undefined || item.name === null) continue;
    const message = `${item.name.text} has no ${key}; for example ${dataSettings[key]?.example}.`;
    request.reporter.say('missing-setting', item.name, message);
  }
  const source = settings.read('source') ?? null;
  const facts = request.factsOf(item);
  const split = sayShare(settings.get('split'), facts, around) ? null : (settings.read('split') ?? null);
  const normalize = settings.call('normalize');
  const sampling = settings.call('sampling');
  const augment = settings.calls('augment');
  if (source !== null) sayProblems(source, facts, request.reporter);
  checkSplit(split ?? null, facts, request.reporter);
  const complete =
    item.name !== null &&
    source !== null &&
    split !== null &&
    normalize !== null &&
    sampling !== null &&
    augment !== null;
  return {
    item,
    name: item.name?.text ?? '',
    source,
    augment: augment ?? [],
    columns: source === null ? null : columns(source, facts),
    facts,
    settings: complete
      ? {
          name: item.name.text,
          source: source.call,
          split: split.call,
          normalize: normalize ?? null,
          ...(sampling === undefined ? {} : { sampling }),
          ...(augment === undefined ? {} : { augment: augment.map(({ call }) => call) }),
        }
      : null,
  };
}

/** `holdout(val=0.2)`: a share where a number of samples should be. */
function sayShare(split: Expression | undefined, facts: DataFacts | null, around: Surroundings): boolean {
  if (split?.kind !== 'call' || split.callee.text !== 'holdout') return false;
  const [argument, ...others] = split.args ?? [];
  if (argument === undefined || others.length > 0 || (argument.name?.text ?? 'val') !== 'val') return false;
  const share = evaluate(argument.value, { ...around, reporter: new Reporter() });
  if (typeof share !== 'number' || share <= 0 || share >= 1) return false;
  const count = facts?.count ?? null;
  const kept = count === null ? null : Math.round(share * count);
  const sum = count === null ? 'a share of them has no number yet' : `${share} · ${count} = ${kept}`;
  const { start, end } = argument.value;
  const fixes =
    kept === null || kept < 1 ? [] : [{ title: `Keep ${kept} aside`, changes: [{ start, end, text: `${kept}` }] }];
  const message = `holdout takes how many samples are kept aside: ${sum}.`;
  around.reporter.say('wrong-type', argument.value, message, { fixes });
  return true;
}

/** At the path, or whatever else is looked for in the files. */
function sayProblems({ given, callee }: ReadCall, facts: DataFacts | null, reporter: Reporter): void {
  for (const { code, severity, argument, message } of facts?.problems ?? [])
    reporter.say(code, given.get(argument)?.value ?? callee, message, { severity });
}

function checkSplit(split: ReadCall | null, facts: DataFacts | null, reporter: Reporter): void {
  const val = split?.call.name === 'holdout' ? split.call.args.val : null;
  const count = facts?.count ?? null;
  if (split === null || typeof val !== 'number' || count === null || val < count) return;
  const message =
    `holdout(val=${val}) leaves nothing to train on: there are ${count} samples, and ${count} − ${val} = ${count - val}.`.replace(
      '= -',
      '= −',
    );
  reporter.say('nothing-to-train-on', split.given.get('val')?.value ?? split.callee, message);
}

/** A table has the columns that its header names; what stands in a column of values may be told by the files. */
function columns({ call }: ReadCall, facts: DataFacts | null): readonly Column[] | null {
  const own = columnsOf(call).map((column): Column => {
    const kind = column.role === 'target' && column.kind === 'values' ? facts?.target?.kind : undefined;
    return kind === undefined ? column : { ...column, kind };
  });
  if (call.name !== 'csv') return own;
  if (facts?.columns == null) return null;
  const others = facts.columns.filter((name) => own.every((column) => column.name !== name));
  return [...own, ...others.map((name): Column => ({ name, kind: 'values', role: 'column' }))];
}
