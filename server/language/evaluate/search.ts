/** A search item: what is varied, by path, and what each value is drawn from. */
import { foreign } from '../../../model/catalog/foreign/index.ts';
import { findCallable } from '../../../model/catalog/index.ts';
import { type SearchSettings, searchDefaults } from '../../../model/settings.ts';
import type { AnalyzedSearch, QuickFix, Range } from '../analysis.ts';
import { findPath, isProblem } from '../paths/path.ts';
import type { Expression, Item, Name, SearchItem, Setting, TrainItem } from '../syntax/tree.ts';
import { calleeOf } from './callables.ts';
import { readDistribution } from './distributions.ts';
import { nearest, type Reporter, renameFix } from './reporter.ts';
import { Settings, type SettingsRequest, settingsAround } from './setting-values.ts';
import { searchSettings } from './settings.ts';
import { type TryModel, tryValues } from './trials.ts';

export interface SearchRequest extends SettingsRequest {
  readonly items: readonly Item[];
  readonly tryModel: TryModel;
}

const plain = ({ start, end }: Range): Range => ({ start, end });

/** Of a train its own name, else that of its model. */
const nameOf = ({ as, model }: TrainItem): Name | null => as ?? model;

export function evaluateSearch(item: SearchItem, request: SearchRequest): AnalyzedSearch {
  const { reporter } = request;
  const train = findTrain(item.train, request.items, reporter);
  const varied = item.settings.filter(({ key, value }) => isVaried(key, value));
  for (const setting of varied) sayOutsideOfSpace(setting, item, request);
  const own = item.settings.filter((setting) => !varied.includes(setting));
  const settings = new Settings(own, searchSettings, 'search', settingsAround(request));
  const trials = settings.integer('trials');
  const folds = settings.integer('folds');
  const space = train === null || (item.space === null && varied.length > 0) ? null : readSpace(item, train, request);
  const sound = !reporter.hasErrorsIn(item) && trials !== null && folds !== null;
  const found: SearchSettings | null =
    sound && train !== null && space !== null
      ? {
          train: nameOf(train)?.text ?? '',
          space,
          trials: trials ?? searchDefaults.trials,
          folds: folds ?? searchDefaults.folds,
        }
      : null;
  return {
    train: item.train?.text ?? null,
    trainRange: plain(item.train ?? { start: item.start, end: item.start }),
    range: plain(item),
    settings: found,
  };
}

/** `lr = log(1e-5, 1e-1)`: what is drawn, and not how often. */
function isVaried({ text }: Name, value: Expression): boolean {
  if (Object.hasOwn(searchSettings, text)) return false;
  const drawn = calleeOf(value)?.callee.text ?? '';
  const isDrawn = findCallable('distribution', drawn) !== undefined || foreign('distribution', drawn) !== undefined;
  return isDrawn || value.kind === 'list' || text.includes('.');
}

function sayOutsideOfSpace({ key, value, start, end }: Setting, item: SearchItem, request: SearchRequest): void {
  const written = request.scope.text.slice(start, end);
  const message = `What varies stands in space: space { ${key.text} = … }.`;
  const alone = item.settings.filter((setting) => isVaried(setting.key, setting.value)).length === 1;
  const fixes: QuickFix[] =
    item.space === null && alone && value.kind !== 'error'
      ? [{ title: `Write space { ${written} }`, changes: [{ start, end, text: `space { ${written} }` }] }]
      : [];
  request.reporter.say('unknown-setting', key, message, { fixes });
}

function findTrain(name: Name | null, items: readonly Item[], reporter: Reporter): TrainItem | null {
  if (name === null) return null;
  const trains = items.filter((item): item is TrainItem => item.kind === 'train');
  const [found, ...others] = trains.filter((train) => nameOf(train)?.text === name.text);
  if (found !== undefined && others.length === 0) return found;
  const known = trains.flatMap((train) => nameOf(train)?.text ?? []);
  if (found !== undefined) {
    const message = `There are ${others.length + 1} trains called ${name.text}; give the one that is meant a name of its own: train … as name.`;
    reporter.say('unknown-name', name, message);
    return null;
  }
  const hint = known.length === 0 ? 'This file has no train.' : `There is ${known.join(', ')}.`;
  reporter.say('unknown-name', name, `There is no train called ${name.text}. ${hint}`, {
    fixes: renameFix(name, nearest(name.text, known)),
  });
  return null;
}

function readSpace(item: SearchItem, train: TrainItem, request: SearchRequest): SearchSettings['space'] | null {
  const { reporter } = request;
  const settings = item.space?.settings ?? [];
  if (settings.length === 0) {
    const example = 'space { optimizer.lr = log(1e-5, 1e-1) }';
    const at = item.space?.keyword ?? item.train ?? item;
    reporter.say('missing-setting', at, `This search varies nothing; for example ${example}.`);
    return null;
  }
  const seen = new Set<string>();
  const read = settings.map((setting) => readVariable(setting, train, seen, request));
  return read.every((variable) => variable !== null) ? read : null;
}

function readVariable(
  { key, value }: Setting,
  train: TrainItem,
  seen: Set<string>,
  request: SearchRequest,
): SearchSettings['space'][number] | null {
  const { reporter, items, scope } = request;
  if (seen.has(key.text)) reporter.say('setting-given-twice', key, `${key.text} is varied twice.`);
  seen.add(key.text);
  const place = findPath(key.text, { text: scope.text, items, train });
  if (isProblem(place)) {
    reporter.say('unknown-path', key, place.message, { fixes: renameFix(key, place.near?.path) });
    return null;
  }
  const values = readDistribution(key.text, value, place.target, settingsAround(request));
  if (values === null) return null;
  tryValues(place, values, train, request);
  return { path: key.text, values: values.call };
}
