/** The models that a file can train, each evaluated once for every set of values it is given. */
import type { Range } from '../analysis.ts';
import type { ModelItem } from '../syntax/tree.ts';
import type { Run } from './frame.ts';
import { type EvaluatedModel, evaluateModel, type ModelRequest } from './model.ts';
import { Recorder } from './recorder.ts';
import { Reporter } from './reporter.ts';
import { settleRuns } from './runs.ts';
import type { Computed, FileScope } from './values.ts';

type Values = ReadonlyMap<string, Computed>;

export class Models {
  readonly #request: ModelRequest;
  readonly #scopes: ReadonlyMap<ModelItem, FileScope>;
  readonly #evaluated = new Map<ModelItem, Map<string, EvaluatedModel>>();
  /** Of the file's own models. */
  readonly runs: Run[] = [];
  /** The file's own and imported ones. */
  readonly byName: ReadonlyMap<string, ModelItem>;

  constructor(request: ModelRequest) {
    this.#request = request;
    this.#scopes = new Map([...request.scope.callables.values()].map(({ item, scope }) => [item, scope]));
    const models = [...request.scope.callables].filter(([, { item }]) => item.kind === 'model');
    this.byName = new Map(models.map(([name, { item }]) => [name, item]));
  }

  readonly isOwn = (item: ModelItem): boolean => this.#scopeOf(item) === this.#request.scope;

  /** Without values at the model's own defaults, and everything about the text is recorded; with values only what is new is said. */
  readonly evaluate = (item: ModelItem, values?: Values, at: Range = item): EvaluatedModel => {
    const known = this.#evaluated.get(item) ?? new Map<string, EvaluatedModel>();
    this.#evaluated.set(item, known);
    const key = JSON.stringify([...(values ?? [])]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const result = this.isOwn(item) ? this.#own(item, values) : this.#imported(item, values ?? new Map(), at);
    known.set(key, result);
    return result;
  };

  /** The blocks of this file that a model runs, with whatever values. */
  blocksOf(item: ModelItem): readonly ModelItem[] {
    const runs = [...(this.#evaluated.get(item)?.values() ?? [])].flatMap((evaluated) => evaluated.runs);
    return [...new Set(runs.flatMap((run) => (run.file === this.#request.file ? [run.item] : [])))];
  }

  #scopeOf(item: ModelItem): FileScope {
    return this.#scopes.get(item) ?? this.#request.scope;
  }

  #own(item: ModelItem, values: Values | undefined): EvaluatedModel {
    const recorder = values === undefined ? this.#request.recorder : new Recorder();
    const result = evaluateModel(item, { ...this.#request, recorder, ...(values === undefined ? {} : { values }) });
    this.runs.push(...result.runs);
    return result;
  }

  /** What is wrong in an imported model is said where it is asked for, pointing there. */
  #imported(item: ModelItem, values: Values, at: Range): EvaluatedModel {
    const scope = this.#scopeOf(item);
    const reporter = new Reporter();
    const result = evaluateModel(item, { ...this.#request, scope, reporter, recorder: new Recorder(), values });
    settleRuns(result.runs, scope.file, reporter);
    for (const { code, severity, message, start, end } of reporter.diagnostics) {
      const related = [{ start, end, file: scope.file, message: `in ${item.name?.text ?? 'the model'}` }];
      if (severity === 'error') this.#request.reporter.say(code, at, message, { related });
    }
    return result;
  }
}
