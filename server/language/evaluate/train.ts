/** A train item to a job: the model at its arguments and batch, and the settings. */
import type { Graph } from '../../../model/graph.ts';
import { judgesObjects } from '../../../model/losses/fit.ts';
import { type TrainSettings, trainDefaults } from '../../../model/settings.ts';
import { formatExtents } from '../../../model/shape.ts';
import type { AnalyzedTrain, Range } from '../analysis.ts';
import type { Lines } from '../lines.ts';
import type { DataItem, Expression, ModelItem, Name, TrainItem } from '../syntax/tree.ts';
import type { Surroundings } from './around.ts';
import { type ReadData, readData } from './data.ts';
import { checkData } from './data-checks.ts';
import { checkLosses } from './heads.ts';
import { checkLoad, checkPatterns } from './layer-patterns.ts';
import { checkMemory, memoryOf } from './memory.ts';
import { checkMetrics } from './metrics.ts';
import type { EvaluatedModel } from './model.ts';
import { modelValues } from './model-values.ts';
import { nearest, type Reporter, renameFix } from './reporter.ts';
import { Settings, type SettingsRequest, settingsAround } from './setting-values.ts';
import { trainSettings } from './settings.ts';
import { completeStage, type ReadStage, readStage, readStages } from './stages.ts';
import { checkColumns, readTargets, type Targets } from './targets.ts';
import type { Computed, FileScope } from './values.ts';

export interface TrainRequest extends SettingsRequest {
  /** Of this file. */
  readonly lines: Lines;
  /** Memory of the device that it trains on, in bytes. */
  readonly device: number;
  /** The models that can be trained: the file's own and imported ones, by name. */
  readonly models: ReadonlyMap<string, ModelItem>;
  /** Whether a model stands in this file. */
  isOwn(item: ModelItem): boolean;
  /** `at` is where a fault of an imported model is said. */
  evaluate(item: ModelItem, values: ReadonlyMap<string, Computed>, at: Range): EvaluatedModel;
}

const plain = ({ start, end }: Range): Range => ({ start, end });
const startOf = ({ start }: Range): Range => ({ start, end: start });

export function evaluateTrain(item: TrainItem, file: TrainRequest): AnalyzedTrain {
  const { reporter } = file;
  const around = settingsAround(file);
  const model = find(item.model, file.models, 'model', reporter);
  const dataItem = find(item.data, file.scope.data, 'data', reporter);
  const data = dataItem === null ? null : readData(dataItem, file);
  const settings = new Settings(item.settings, trainSettings, 'train', around);
  const name = item.as?.text ?? item.model?.text ?? '';
  const base = readStage(settings, name, around);
  const stages = readStages(item.stages, base, around);
  const evaluated = model === null ? null : file.evaluate(model, modelValues(item, model, around), item.model ?? item);
  const graph = evaluated?.graph(base.draft.batch ?? trainDefaults.batch) ?? null;
  const targets = readTargets({ value: settings.get('targets'), graph, data, around });
  const found = complete({ base, stages, settings, data, targets, graph, item, around });
  if (graph !== null && data !== null) {
    const terms = [base, ...stages].flatMap(({ losses }) => losses?.terms ?? []);
    const written = model !== null && file.isOwn(model) ? model : null;
    const { lines, scope } = file;
    checkData({ train: item, model: written, graph, data, targets, terms, text: scope.text, lines, reporter });
  }
  const own = model === null || !file.isOwn(model) ? [item, dataItem] : [item, model, dataItem];
  const sound = model !== null && own.every((part) => part !== null && !reporter.hasErrorsIn(part));
  const known = graph !== null && isKnown(graph);
  if (sound && !known && item.model !== null) saySizes(item, item.model, model, graph, file);
  const job = sound && known && graph !== null && found !== null ? { graph, settings: found } : null;
  if (job !== null) {
    const { device, scope } = file;
    const whole = job.settings.stages ?? [job.settings];
    checkMemory({ train: item, graph: job.graph, stages: whole, device, reporter, text: scope.text });
  }
  return {
    name,
    nameRange: plain(item.as ?? item.model ?? startOf(item)),
    range: plain(item),
    model: item.model?.text ?? '',
    modelRange: plain(item.model ?? startOf(item)),
    data: item.data?.text ?? null,
    dataRange: item.data === null ? null : plain(item.data),
    job,
    memory() {
      const memory = job === null ? null : memoryOf(job.graph, job.settings, file.device);
      return memory === null ? null : { ...memory, device: file.device };
    },
  };
}

interface Parts {
  readonly item: TrainItem;
  readonly base: ReadStage;
  readonly stages: readonly ReadStage[];
  readonly settings: Settings;
  readonly data: ReadData | null;
  readonly targets: Targets;
  readonly graph: Graph | null;
  readonly around: Surroundings;
}

/** The settings, each held against the model and the data; `null` where something needed is missing or wrong. */
function complete(parts: Parts): TrainSettings | null {
  const { item, base, stages, settings, data, targets, graph, around } = parts;
  const all = [base, ...stages];
  checkLoss(parts);
  checkSteps(parts);
  const load = settings.read('weights');
  const metrics = settings.calls('metrics');
  const init = settings.call('init');
  const seed = settings.integer('seed');
  const keep = settings.integer('keep');
  if (graph !== null) {
    checkPatterns(
      all.flatMap(({ patterns }) => patterns),
      graph,
      around.reporter,
    );
    if (load != null) checkLoad(load, graph, around.reporter);
    checkMetrics(metrics ?? [], graph, around.reporter);
    if (item.data !== null && data !== null) checkColumns(item.data, graph, data, targets, objectHeads(all), around);
  }
  const stage = completeStage(withLoss(base, stages[0]), learns(graph));
  const whole = stages.map((one) => completeStage(one, learns(graph))).filter((one) => one !== null);
  if (stage === null || whole.length < stages.length || data?.settings == null || targets.settings === null)
    return null;
  if ([load, metrics, init, seed, keep].includes(null)) return null;
  return {
    ...stage,
    data: data.settings,
    init: init ?? trainDefaults.init,
    seed: seed ?? trainDefaults.seed,
    ...(load == null ? {} : { weights: load.call }),
    ...(metrics == null ? {} : { metrics: metrics.map(({ call }) => call) }),
    ...(Object.keys(targets.settings).length === 0 ? {} : { targets: targets.settings }),
    ...(keep == null ? {} : { keep }),
    ...(whole.length === 0 ? {} : { stages: whole }),
  };
}

/** A size may be one that only the files of the data tell: then there is nothing to mend here. */
function saySizes(
  item: TrainItem,
  at: Name,
  model: ModelItem,
  graph: Graph | null,
  { scope, reporter }: TrainRequest,
): void {
  const some = `Some sizes of ${at.text} are not known`;
  const waiting = item.args.flatMap(({ value }) => dataIn(value, scope))[0];
  if (waiting !== undefined) {
    const message = `${some} until the files of ${waiting} have been looked into.`;
    reporter.say('sizes-not-known', at, message, { severity: 'information' });
    return;
  }
  if (!learns(graph) && graph?.inputs.every(({ shape }) => !shape.includes(null)) === true) {
    const message = `${some}: to train it, knn has to be told how many classes there are, for example knn(classes=10).`;
    reporter.say('sizes-not-known', at, message);
    return;
  }
  const open = graph?.inputs.find(({ shape }) => shape.includes(null));
  const example = `${at.text}(${model.parameters[0]?.name.text ?? 'classes'} = 10)`;
  const message =
    open === undefined
      ? `${some}; give its parameters values, for example ${example}.`
      : `${some}: ${open.name} is ${formatExtents(open.shape)}. Write them out to train it.`;
  reporter.say('sizes-not-known', at, message);
}

/** The data whose properties a value is made of. */
function dataIn(value: Expression, scope: FileScope): readonly string[] {
  switch (value.kind) {
    case 'member':
      return value.of.kind === 'name' && scope.data.has(value.of.text) ? [value.of.text] : [];
    case 'unary':
      return dataIn(value.operand, scope);
    case 'binary':
      return [value.left, value.right].flatMap((part) => dataIn(part, scope));
    case 'call':
      return (value.args ?? []).flatMap((argument) => dataIn(argument.value, scope));
    case 'if':
      return [value.condition, value.then, value.otherwise].flatMap((part) => dataIn(part, scope));
    default:
      return [];
  }
}

/** The loss may be that of the stages alone. */
function withLoss(base: ReadStage, first: ReadStage | undefined): ReadStage {
  if (base.draft.loss !== undefined || first === undefined) return base;
  const { loss, regularizers } = first.draft;
  return { ...base, draft: { ...base.draft, loss, regularizers } };
}

const learns = (graph: Graph | null): boolean => graph === null || !graph.layers.some(({ layer }) => layer === 'knn');

/** Every stage has a loss, its own or that of the train; nearest neighbors need none. */
function checkLoss({ item, base, stages, graph, data, targets, around }: Parts): void {
  const all = stages.length === 0 ? [base] : stages;
  if (learns(graph) && item.model !== null && all.some(({ draft }) => draft.loss === undefined)) {
    const message = `This train has no loss; for example ${trainSettings.loss?.example}.`;
    around.reporter.say('missing-setting', item.model, message);
  }
  if (graph === null) return;
  for (const { losses } of [base, ...stages]) {
    if (losses !== null) checkLosses({ losses, graph, data, targets, around });
  }
}

/** Gradients are cut off along steps: without any there is nothing to cut. */
function checkSteps({ item, graph, around }: Parts): void {
  const sequence = ({ axes }: { readonly axes: Graph['layers'][number]['axes'] }) => axes?.includes('steps') !== false;
  if (graph === null || graph.inputs.some(sequence) || graph.layers.some(sequence)) return;
  for (const { key } of [...item.settings, ...item.stages.flatMap(({ settings }) => settings)]) {
    if (key.text !== 'bptt') continue;
    const message = `bptt cuts gradients off along a sequence; ${graph.model} has no steps.`;
    around.reporter.say('bptt-without-steps', key, message, { severity: 'warning' });
  }
}

/** The heads whose losses compare with all objects of an image, whatever the column. */
const objectHeads = (stages: readonly ReadStage[]): ReadonlySet<string> =>
  new Set(
    stages.flatMap(({ losses }) =>
      (losses?.terms ?? []).flatMap(({ call, head }) => (head !== undefined && judgesObjects(call.name) ? [head] : [])),
    ),
  );

/** Whether every shape is: asking for the memory of a large network would take longer. */
const isKnown = ({ inputs, layers, params }: Graph): boolean =>
  params !== null &&
  inputs.every(({ shape }) => shape.length > 0 && !shape.includes(null)) &&
  layers.every(({ output }) => output !== null && !output.includes(null));

function find<I extends ModelItem | DataItem>(
  name: TrainItem['model'],
  items: ReadonlyMap<string, I>,
  what: string,
  reporter: Reporter,
): I | null {
  if (name === null) return null;
  const item = items.get(name.text);
  if (item !== undefined) return item;
  const known = [...items.keys()];
  const hint = known.length === 0 ? ` This file has no ${what}.` : ` There is ${known.join(', ')}.`;
  reporter.say('unknown-name', name, `There is no ${what} called ${name.text}.${hint}`, {
    fixes: renameFix(name, nearest(name.text, known)),
  });
  return null;
}
