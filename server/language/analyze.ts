/** Text to everything the language knows of it. Never throws, whatever the text. */
import type { Graph } from '../../model/graph.ts';
import { embeddedDeviceBytes } from '../../model/memory.ts';
import { settleAllowed } from './allow.ts';
import type { Analysis, AnalyzedModel, Diagnostic, NamedThing, QuickFix, Range } from './analysis.ts';
import { defaultConfig, leveled, levelIn, type ProjectConfig } from './config/config.ts';
import { analyzedBlock } from './evaluate/analyzed-block.ts';
import { Budget } from './evaluate/budget.ts';
import { readData } from './evaluate/data.ts';
import { type FactsOf, factsByItem } from './evaluate/facts.ts';
import type { Run } from './evaluate/frame.ts';
import { type EvaluatedModel, evaluateModel, type ModelRequest, tryBlock } from './evaluate/model.ts';
import { Models } from './evaluate/models.ts';
import { Recorder } from './evaluate/recorder.ts';
import { Reporter } from './evaluate/reporter.ts';
import { settleRuns } from './evaluate/runs.ts';
import { evaluateSearch } from './evaluate/search.ts';
import { evaluateTrain } from './evaluate/train.ts';
import type { Computed } from './evaluate/values.ts';
import type { Fault } from './fault.ts';
import { emptyLibrary, type Library, type SourceFile } from './library.ts';
import { Lines } from './lines.ts';
import { lintRules } from './lint/index.ts';
import { lint } from './lint/run.ts';
import { resolveNames } from './names/resolve.ts';
import { openScope } from './scope.ts';
import type { DataItem, FileTree, Item, ModelItem, Name, SearchItem, TrainItem } from './syntax/tree.ts';

export interface AnalyzeOptions {
  /** Where imports are read from; without one they cannot be. */
  readonly library?: Library;
  /** What is known of the files of a data item. */
  readonly factsOf?: FactsOf;
  /** What the project's `netwright.json` says. */
  readonly config?: ProjectConfig;
  /** Only what becomes of layers and blocks is of interest: trains and searches are passed over, and no rule is asked. */
  readonly layersOnly?: boolean;
}

/** `file` is a path or URI for messages, for the graph's sources and for finding imports; it is not read. */
export function analyze(file: string, text: string, options: AnalyzeOptions = {}): Analysis {
  const library = options.library ?? emptyLibrary();
  return new FileAnalysis(library.of(file, text), library, options).run();
}

const ofKind = <I extends Item>(items: readonly Item[], ...kinds: readonly I['kind'][]): I[] =>
  items.filter((item): item is I => (kinds as readonly string[]).includes(item.kind));

const plain = ({ start, end }: Range): Range => ({ start, end });
const nameRange = (item: Range & { readonly name: Name | null }): Range =>
  plain(item.name ?? { start: item.start, end: item.start });

/** A class and no getter in a literal: V8 would keep the whole analysis until its next full collection. */
class ModelOf implements AnalyzedModel {
  readonly name: string;
  readonly nameRange: Range;
  readonly range: Range;
  readonly #evaluated: EvaluatedModel;
  #graph: Graph | undefined;

  constructor(item: ModelItem, evaluated: EvaluatedModel) {
    this.name = item.name?.text ?? '';
    this.nameRange = nameRange(item);
    this.range = plain(item);
    this.#evaluated = evaluated;
  }

  get graph(): Graph {
    this.#graph ??= this.#evaluated.graph();
    return this.#graph;
  }
}

class FileAnalysis {
  readonly #source: SourceFile;
  readonly #library: Library;
  readonly #options: AnalyzeOptions;
  readonly #reporter = new Reporter();
  readonly #recorder = new Recorder();
  readonly #lines = new Map<string, Lines>();

  constructor(source: SourceFile, library: Library, options: AnalyzeOptions) {
    this.#source = source;
    this.#library = library;
    this.#options = options;
    this.#lines.set(source.file, source.lines);
  }

  run(): Analysis {
    const { file, text, tree, lines } = this.#source;
    const reporter = this.#reporter;
    const config = this.#options.config ?? defaultConfig;
    this.#saySyntax(tree);
    const { scope, imports } = openScope(this.#source, this.#library, (code, at, message, details) =>
      reporter.say(code, at, message, details),
    );
    const names = resolveNames(tree, scope, reporter);
    const own = ofKind<ModelItem>(tree.items, 'model', 'block');
    const data = ofKind<DataItem>(tree.items, 'data');
    const { layersOnly = false } = this.#options;
    const trains = layersOnly ? [] : ofKind<TrainItem>(tree.items, 'train');
    const ownSearches = layersOnly ? [] : ofKind<SearchItem>(tree.items, 'search');
    const budget = new Budget(config.limits.mostLayers);
    const request = {
      file,
      scope,
      reporter,
      recorder: this.#recorder,
      limits: config.limits,
      budget,
      linesOf: (of: string, its: string) => this.#linesOf(of, its),
      factsOf: factsByItem(scope, this.#options.factsOf ?? (() => null), budget),
    };
    const models = new Models(request);
    const ownModels = own.filter(({ kind }) => kind === 'model');
    const graphs = ownModels.map((item) => [item, models.evaluate(item)] as const);
    for (const item of data) readData(item, request);
    const { byName, evaluate, isOwn } = models;
    const device = config.limits.deviceMemory ?? embeddedDeviceBytes;
    const analyzedTrains = trains.map((item) =>
      evaluateTrain(item, { ...request, lines, device, models: byName, evaluate, isOwn }),
    );
    const tried = tryUncalled(own, models.runs, names, request);
    const runs = [...models.runs, ...tried.flatMap(([, attempt]) => attempt.runs)];
    settleRuns(runs, file, reporter);
    const tryModel = (item: ModelItem, values: ReadonlyMap<string, Computed>) =>
      this.#try(item, { ...request, values });
    const searches = ownSearches.map((item) => evaluateSearch(item, { ...request, items: tree.items, tryModel }));
    const advice = layersOnly
      ? []
      : lint({
          source: this.#source,
          scope,
          names,
          sites: this.#recorder.layers,
          calls: this.#recorder.calls,
          evaluated: [...graphs, ...tried],
          trains: trains.map((item, i) => [item, analyzedTrains[i]?.job ?? null] as const),
          faults: reporter.diagnostics,
          factsOf: request.factsOf,
          budget,
          config,
        });
    const rules = new Set<string>(Object.keys(lintRules));
    const blocks = ofKind<ModelItem>(tree.items, 'block');
    const { left: diagnostics, silenced } = settleAllowed(
      [...reporter.diagnostics.flatMap((found) => leveled(found, config)), ...advice],
      {
        source: this.#source,
        config,
        sourceOf: (of) => this.#sourceOf(of),
        isDecided: (code, at) => rules.has(code) || !blocks.some(({ start, end }) => start <= at && at < end),
      },
    );
    return {
      file,
      text,
      tree,
      names,
      values: this.#recorder.values,
      models: graphs.map(([item, evaluated]) => new ModelOf(item, evaluated)),
      blocks: own.filter(({ kind }) => kind === 'block').map((item) => analyzedBlock(item, runs)),
      layers: this.#recorder.layers,
      calls: this.#recorder.calls,
      data: data.map((item) => ({
        name: item.name?.text ?? '',
        nameRange: nameRange(item),
        range: plain(item),
        facts: request.factsOf(item),
      })),
      trains: analyzedTrains.map((train) =>
        this.#isSound(models, train.model) ? train : { ...train, job: null, memory: () => null },
      ),
      searches,
      imports,
      diagnostics: diagnostics.toSorted((a, b) => a.start - b.start || a.end - b.end),
      silenced: silencedErrors(reporter.diagnostics, silenced, config),
      steps: budget.most - budget.left,
    };
  }

  #saySyntax(tree: FileTree): void {
    for (const problem of tree.problems) {
      const { code, end, message, insert, changes } = problem;
      const fixes: QuickFix[] = [];
      if (insert !== undefined)
        fixes.push({ title: `Insert ${insert.trim()}`, changes: [{ start: end, end, text: insert }] });
      if (changes !== undefined) fixes.push({ title: 'Write it that way', changes });
      this.#reporter.say(code, problem, message, { fixes });
    }
  }

  #sourceOf(file: string): SourceFile | null {
    const source = this.#library.open(file);
    return 'problem' in source ? null : source;
  }

  #linesOf(file: string, text: string): Lines {
    const known = this.#lines.get(file);
    if (known !== undefined) return known;
    const lines = new Lines(text);
    this.#lines.set(file, lines);
    return lines;
  }

  /** What is wrong in the blocks of a model is known only once all of their runs are. */
  #isSound(models: Models, name: string): boolean {
    const model = models.byName.get(name);
    if (model === undefined) return false;
    const parts = models.isOwn(model) ? [model, ...models.blocksOf(model)] : models.blocksOf(model);
    return parts.every((item) => !this.#reporter.hasErrorsIn(item));
  }

  /** The first error of a model with these values, which is said nowhere. */
  #try(item: ModelItem, request: ModelRequest): Diagnostic | null {
    const reporter = new Reporter();
    const { runs } = evaluateModel(item, { ...request, reporter, recorder: new Recorder() });
    settleRuns(runs, this.#source.file, reporter);
    // What the rest of the file has used up is no fault of these values.
    if (request.budget.left === 0) return null;
    return reporter.diagnostics.find(({ severity }) => severity === 'error') ?? null;
  }
}

/** The errors that are not said as such. */
function silencedErrors(
  found: readonly Diagnostic[],
  allowed: readonly Diagnostic[],
  config: ProjectConfig,
): readonly Fault[] {
  const isAllowed = (one: Diagnostic) =>
    allowed.some(({ code, start, message }) => code === one.code && start === one.start && message === one.message);
  return found.flatMap((one): Fault[] => {
    if (one.severity !== 'error') return [];
    if (isAllowed(one)) return [{ found: one, silencedBy: 'allow' }];
    return levelIn(config, one.code, 'error') === 'error' ? [] : [{ found: one, silencedBy: 'netwright.json' }];
  });
}

/** Blocks that no model calls. One that another block calls is tried by that one, with what it is given there. */
function tryUncalled(
  own: readonly ModelItem[],
  runs: readonly Run[],
  names: readonly NamedThing[],
  request: ModelRequest,
): (readonly [ModelItem, EvaluatedModel])[] {
  const called = new Set(runs.map(({ item }) => item));
  const inner = calledBy(own, names);
  const isInner = (item: ModelItem) => item.name !== null && inner.has(item.name.start);
  const tried: (readonly [ModelItem, EvaluatedModel])[] = [];
  for (const item of own.toSorted((a, b) => Number(isInner(a)) - Number(isInner(b)))) {
    if (item.kind !== 'block' || called.has(item)) continue;
    const attempt = tryBlock(item, request);
    tried.push([item, attempt]);
    for (const run of attempt.runs) called.add(run.item);
  }
  return tried;
}

/** Where the names of those stand that others of them call. */
function calledBy(own: readonly ModelItem[], names: readonly NamedThing[]): ReadonlySet<number> {
  const byName = new Map(own.map((item) => [item.name?.start, item]));
  const found = new Set<number>();
  for (const { definition, references } of names) {
    const item = byName.get(definition.start);
    if (item === undefined) continue;
    const isOutside = ({ start, end }: Range) =>
      (start < item.start || end > item.end) && own.some((other) => other.start <= start && end <= other.end);
    if (references.some(isOutside)) found.add(definition.start);
  }
  return found;
}
