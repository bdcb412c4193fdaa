/** A data item to what the engine reads: source, split and what becomes of each sample. */
import type { DataSettings } from '../../../model/settings.ts';
import { type Column, columnsOf } from '../../../model/sources/columns.ts';
import type { DataItem } from '../syntax/tree.ts';
import type { DataFacts } from './around.ts';
import type { ReadCall } from './callables.ts';
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
  const split = settings.call('split') ?? null;
  const normalize = settings.call('normalize');
  const augment = settings.calls('augment');
  const facts = request.factsOf(item);
  const complete = item.name !== null && source !== null && split !== null && normalize !== null && augment !== null;
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
          split,
          normalize: normalize ?? null,
          ...(augment === undefined ? {} : { augment: augment.map(({ call }) => call) }),
        }
      : null,
  };
}

/** A table has the columns that its header names; every other source has its own. */
function columns({ call }: ReadCall, facts: DataFacts | null): readonly Column[] | null {
  const own = columnsOf(call);
  if (call.name !== 'csv') return own;
  if (facts?.columns == null) return null;
  const others = facts.columns.filter((name) => own.every((column) => column.name !== name));
  return [...own, ...others.map((name): Column => ({ name, kind: 'values', role: 'column' }))];
}
