/** What is known of a data item's files: asked of whoever knows them, by the calls that the item makes. */
import { type DataFacts, madeFacts } from '../../../formats/facts/index.ts';
import type { Call } from '../../../model/catalog/arguments.ts';
import type { DataItem } from '../syntax/tree.ts';
import type { Budget } from './budget.ts';
import { Reporter } from './reporter.ts';
import { Settings, type SettingsRequest, settingsAround } from './setting-values.ts';
import { dataSettings } from './settings.ts';
import type { FileScope } from './values.ts';

/** What has to be looked into. */
export interface DataSource {
  readonly source: Call;
  /** `null`: none is written, or it is wrong. */
  readonly split: Call | null;
}

/** `null` while nothing is known. */
export type FactsOf = (data: DataSource) => DataFacts | null;

/** Each item is asked for once. */
export function factsByItem(scope: FileScope, ask: FactsOf, budget: Budget): (item: DataItem) => DataFacts | null {
  const known = new Map<DataItem, DataFacts | null>();
  const factsOf = (item: DataItem): DataFacts | null => {
    const before = known.get(item);
    if (before !== undefined) return before;
    // Should its own arguments ask for it, it is not known.
    known.set(item, null);
    const found = read(item, { scope, factsOf, budget, reporter: new Reporter() });
    const facts = found === null ? null : (madeFacts(found.source) ?? ask(found));
    known.set(item, facts);
    return facts;
  };
  return factsOf;
}

/** What is wrong is said where the item is checked. */
function read(item: DataItem, request: SettingsRequest): DataSource | null {
  const settings = new Settings(item.settings, dataSettings, 'data', settingsAround(request));
  const source = settings.call('source');
  return source == null ? null : { source, split: settings.call('split') ?? null };
}
