/** A train item to a job: the model at its arguments and batch, and the settings. */
import type { Call } from '../../../model/catalog/arguments.ts';
import type { CallableKind } from '../../../model/catalog/callable.ts';
import type { Graph } from '../../../model/graph.ts';
import { type DataSettings, type TrainSettings, trainDefaults } from '../../../model/settings.ts';
import { formatShape } from '../../../model/shape.ts';
import type { AnalyzedTrain, Range } from '../analysis.ts';
import type { DataItem, Expression, ModelItem, Setting, TrainItem } from '../syntax/tree.ts';
import type { Surroundings } from './around.ts';
import { readCall, readLosses } from './callables.ts';
import { evaluate } from './expressions.ts';
import type { EvaluatedModel } from './model.ts';
import { nearest, type Reporter, renameFix } from './reporter.ts';
import { dataSettings, laterSettings, type SettingSpec, trainSettings } from './settings.ts';
import { type Computed, Environment, type FileScope } from './values.ts';

export interface SettingsRequest {
  readonly scope: FileScope;
  readonly reporter: Reporter;
  readonly factsOf: Surroundings['factsOf'];
}

export interface TrainRequest extends SettingsRequest {
  readonly models: readonly ModelItem[];
  readonly data: readonly DataItem[];
  evaluate(item: ModelItem, values: ReadonlyMap<string, Computed>): EvaluatedModel;
}

const surroundings = ({ scope, reporter, factsOf }: SettingsRequest): Surroundings => ({
  environment: new Environment(scope),
  reporter,
  here: null,
  shapeOf: () => null,
  factsOf,
});

const plain = ({ start, end }: Range): Range => ({ start, end });

/** The settings by key, each checked to exist and to be given once. */
function byKey(
  settings: readonly Setting[],
  specs: Readonly<Record<string, SettingSpec>>,
  what: string,
  reporter: Reporter,
): Map<string, Expression> {
  const values = new Map<string, Expression>();
  for (const { key, value } of settings) {
    if (values.has(key.text)) reporter.say('setting-given-twice', key, `${key.text} is set twice.`);
    else if (Object.hasOwn(specs, key.text)) values.set(key.text, value);
    else if (laterSettings.has(key.text)) reporter.say('not-yet', key, `\`${key.text}\` is not in the language yet.`);
    else {
      const names = Object.keys(specs);
      const fixes = renameFix(key, nearest(key.text, names));
      reporter.say('unknown-setting', key, `${what} has no setting ${key.text}; it has ${names.join(', ')}.`, {
        fixes,
      });
    }
  }
  return values;
}

class Settings {
  readonly #values: Map<string, Expression>;
  readonly #around: Surroundings;
  readonly #specs: Readonly<Record<string, SettingSpec>>;

  constructor(
    settings: readonly Setting[],
    specs: Readonly<Record<string, SettingSpec>>,
    what: string,
    around: Surroundings,
  ) {
    this.#values = byKey(settings, specs, what, around.reporter);
    this.#specs = specs;
    this.#around = around;
  }

  get(key: string): Expression | undefined {
    return this.#values.get(key);
  }

  call(key: string): Call | null {
    const value = this.#values.get(key);
    const spec = this.#specs[key];
    if (value === undefined || spec === undefined) return null;
    return readCall([spec.takes as CallableKind], value, this.#around)?.call ?? null;
  }

  integer(key: string, otherwise: number): number {
    const expression = this.#values.get(key);
    if (expression === undefined) return otherwise;
    const value = evaluate(expression, this.#around);
    if (value === null && expression.kind === 'name')
      this.#around.reporter.say('unknown-name', expression, `Nothing here is called ${expression.text}.`);
    const spec = this.#specs[key];
    const min = spec?.takes === 'integer' ? spec.min : 0;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min) return value;
    if (value !== null)
      this.#around.reporter.say('out-of-range', expression, `${key} is an integer of at least ${min}.`);
    return otherwise;
  }
}

export function evaluateData(item: DataItem, request: SettingsRequest): DataSettings | null {
  const around = surroundings(request);
  const { reporter } = request;
  const settings = new Settings(item.settings, dataSettings, 'data', around);
  for (const key of ['source', 'split']) {
    if (settings.get(key) !== undefined || item.name === null) continue;
    reporter.say(
      'missing-setting',
      item.name,
      `${item.name.text} has no ${key}; for example ${dataSettings[key]?.example}.`,
    );
  }
  const [source, split, normalize] = [settings.call('source'), settings.call('split'), settings.call('normalize')];
  return item.name === null || source === null || split === null
    ? null
    : { name: item.name.text, source, split, normalize };
}

export function evaluateTrain(item: TrainItem, file: TrainRequest): AnalyzedTrain {
  const { reporter } = file;
  const around = surroundings(file);
  const settings = new Settings(item.settings, trainSettings, 'train', around);
  const model = find(item.model, file.models, 'model', reporter);
  const data = find(item.data, file.data, 'data', reporter);
  const batch = settings.integer('batch', trainDefaults.batch);
  const evaluated = model === null ? null : file.evaluate(model, modelValues(item, model, around));
  const graph = evaluated?.graph(batch) ?? null;
  const loss = settings.get('loss');
  if (loss === undefined && item.model !== null) {
    reporter.say('missing-setting', item.model, `This train has no loss; for example ${trainSettings.loss?.example}.`);
  }
  const losses = loss === undefined ? null : readLosses(loss, around);
  if (loss !== undefined && losses !== null && graph !== null) checkLoss(loss, losses.terms, graph, reporter);
  const name = item.as?.text ?? item.model?.text ?? '';
  const found = complete({
    name,
    data: data === null ? null : evaluateData(data, file),
    loss: losses?.terms ?? null,
    regularizers: losses?.regularizers ?? null,
    optimizer: settings.get('optimizer') === undefined ? trainDefaults.optimizer : settings.call('optimizer'),
    init: settings.get('init') === undefined ? trainDefaults.init : settings.call('init'),
    batch,
    epochs: settings.integer('epochs', trainDefaults.epochs),
    seed: settings.integer('seed', trainDefaults.seed),
  });
  const sound = [item, model, data].every((part) => part !== null && !reporter.hasErrorsIn(part));
  const known = graph !== null && isKnown(graph);
  if (sound && !known && item.model !== null) {
    reporter.say(
      'sizes-not-known',
      item.model,
      `Some sizes of ${item.model.text} are not known; give its parameters values, for example ${example(model)}.`,
    );
  }
  return {
    name,
    nameRange: plain(item.as ?? item.model ?? { start: item.start, end: item.start }),
    range: plain(item),
    model: item.model?.text ?? '',
    modelRange: plain(item.model ?? { start: item.start, end: item.start }),
    data: item.data?.text ?? null,
    dataRange: item.data === null ? null : plain(item.data),
    job: sound && known && graph !== null && found !== null ? { graph, settings: found } : null,
  };
}

/** Whether every shape is: asking for the memory of a large network would take longer. */
const isKnown = ({ inputs, layers, params }: Graph): boolean =>
  params !== null &&
  inputs.every(({ shape }) => shape.length > 0 && !shape.includes(null)) &&
  layers.every(({ output }) => output !== null && !output.includes(null));

type Draft = { [K in keyof TrainSettings]: TrainSettings[K] | null };

const complete = (draft: Draft): TrainSettings | null =>
  Object.values(draft).some((value) => value === null) ? null : (draft as TrainSettings);

const example = (model: ModelItem | null) =>
  `${model?.name?.text ?? ''}(${model?.parameters[0]?.name.text ?? 'classes'} = 10)`;

function find<I extends ModelItem | DataItem>(
  name: TrainItem['model'],
  items: readonly I[],
  what: string,
  reporter: Reporter,
): I | null {
  if (name === null) return null;
  const item = items.find((candidate) => candidate.name?.text === name.text);
  if (item !== undefined) return item;
  const known = items.flatMap((candidate) => candidate.name?.text ?? []);
  const hint = known.length === 0 ? ` This file has no ${what}.` : ` There is ${known.join(', ')}.`;
  reporter.say('unknown-name', name, `There is no ${what} called ${name.text}.${hint}`, {
    fixes: renameFix(name, nearest(name.text, known)),
  });
  return null;
}

/** `train LeNet5(classes = 10)`: values of the model's parameters, by position or name. */
function modelValues(item: TrainItem, model: ModelItem, around: Surroundings): Map<string, Computed> {
  const names = model.parameters.map(({ name }) => name.text);
  const values = new Map<string, Computed>();
  item.args.forEach((argument, position) => {
    const name = argument.name?.text ?? names[position];
    if (name === undefined || !names.includes(name)) {
      const takes = names.length === 0 ? 'has no parameters' : `has ${names.join(', ')}`;
      const fixes = argument.name === null ? [] : renameFix(argument.name, nearest(argument.name.text, names));
      around.reporter.say('unknown-argument', argument.name ?? argument, `${model.name?.text} ${takes}.`, { fixes });
      return;
    }
    values.set(name, evaluate(argument.value, around));
  });
  return values;
}

function checkLoss(at: Expression, terms: readonly { readonly call: Call }[], graph: Graph, reporter: Reporter): void {
  const name = graph.model;
  if (terms.length !== 1) {
    if (!reporter.hasErrorsIn(at)) {
      const message =
        terms.length === 0
          ? 'There is no loss, only regularization; for example softmax() + l2(1e-4).'
          : 'Several losses are not in the language yet.';
      reporter.say(terms.length === 0 ? 'missing-loss' : 'not-yet', at, message);
    }
    return;
  }
  const last = graph.layers.at(-1);
  if (last?.output == null || last.axes === null || last.axes.length === 1) return;
  const shape = formatShape({ axes: last.axes, extents: last.output });
  reporter.say(
    'loss-needs-scores',
    at,
    `${terms[0]?.call.name} takes one score per class; ${name} ends in ${shape} (${last.id}). End it with flatten and dense(classes).`,
  );
}
