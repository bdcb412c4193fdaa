/** A model item to a graph: parameters, statements in order, each layer through its shape rule. */
import { GraphBuilder } from '../../../model/build.ts';
import type { Value } from '../../../model/catalog/arguments.ts';
import { isLayerName, type LayerName, layerSpec, layers } from '../../../model/layers/index.ts';
import type { Shape } from '../../../model/shape.ts';
import type { AnalyzedLayer, AnalyzedModel, NamedValue, Range } from '../analysis.ts';
import type { Lines } from '../lines.ts';
import type {
  Argument,
  CallExpression,
  Expression,
  FlowStatement,
  ModelItem,
  Name,
  Statement,
} from '../syntax/tree.ts';
import { bind } from './bind.ts';
import { evaluate, type Surroundings } from './expressions.ts';
import { type CallSite, quickFix } from './fixes.ts';
import { nearest, type Reporter, renameFix } from './reporter.ts';
import { type Computed, Scope } from './scope.ts';

export interface ModelOptions {
  readonly file: string;
  readonly text: string;
  readonly lines: Lines;
  readonly reporter: Reporter;
  /** Values given by a `train`; the others keep their defaults. */
  readonly values?: ReadonlyMap<string, Computed>;
  readonly batch?: number;
}

interface Tensor {
  readonly name: string;
  readonly id: string;
  readonly definition: Range;
  readonly references: Range[];
}

export function evaluateModel(item: ModelItem, options: ModelOptions): AnalyzedModel {
  return new ModelEvaluation(item, options).run();
}

const plain = ({ start, end }: Range): Range => ({ start, end });

class ModelEvaluation {
  readonly #item: ModelItem;
  readonly #options: ModelOptions;
  readonly #reporter: Reporter;
  readonly #builder: GraphBuilder;
  readonly #scope = new Scope();
  readonly #tensors = new Map<string, Tensor>();
  readonly #ids = new Map<string, Range>();
  readonly #counts = new Map<LayerName, number>();
  readonly #layers: AnalyzedLayer[] = [];
  readonly #inputs: { name: string; range: Range; callee: Range; shape: Shape | null }[] = [];
  /** The id of the tensor that a bare call continues from. */
  #current: string | null = null;

  constructor(item: ModelItem, options: ModelOptions) {
    this.#item = item;
    this.#options = options;
    this.#reporter = options.reporter;
    this.#builder = new GraphBuilder(item.name?.text ?? '');
  }

  run(): AnalyzedModel {
    const { name, statements } = this.#item;
    this.#parameters();
    for (const statement of statements) this.#statement(statement);
    if (this.#inputs.length === 0 && name !== null) {
      this.#reporter.say(
        'no-input',
        name,
        `${name.text} has no input; start with, for example, ${layers.input.example}.`,
      );
    }
    const batch = this.#options.batch;
    const outputs = this.#current === null ? [] : [this.#current];
    return {
      name: name?.text ?? '',
      nameRange: plain(name ?? { start: this.#item.start, end: this.#item.start }),
      range: plain(this.#item),
      inputs: this.#inputs,
      layers: this.#layers,
      tensors: [...this.#tensors.values()].map(({ name: tensor, id, definition, references }) => ({
        name: tensor,
        definition,
        references,
        shape: this.#builder.shapeOf(id),
      })),
      graph: this.#builder.finish({ outputs, ...(batch === undefined ? {} : { batch }) }),
      parameters: this.#item.parameters.flatMap(({ name: parameter }) => this.#valueDefinedAt(parameter)),
      lets: statements.flatMap((statement) =>
        statement.kind === 'let' && statement.name !== null ? this.#valueDefinedAt(statement.name) : [],
      ),
    };
  }

  /** Empty where the name was taken already. */
  #valueDefinedAt({ text, start }: Name): NamedValue[] {
    const binding = this.#scope.get(text);
    if (binding === undefined || binding.definition.start !== start) return [];
    const { name, definition, references, value } = binding;
    return [{ name, definition, references, value: typeof value === 'number' ? value : null }];
  }

  get #around(): Surroundings {
    const here = this.#current === null ? null : this.#builder.shapeOf(this.#current);
    return { scope: this.#scope, reporter: this.#reporter, here };
  }

  #parameters(): void {
    for (const { name, default: value } of this.#item.parameters) {
      const given = this.#options.values?.get(name.text);
      const computed = given ?? (value === null ? null : evaluate(value, this.#around));
      this.#define(name, computed);
    }
  }

  #define(name: Name, value: Computed): void {
    if (this.#scope.define(name.text, plain(name), value)) return;
    this.#twice(name, this.#scope.get(name.text)?.definition);
  }

  #twice(name: Name, first: Range | undefined): void {
    const related = first === undefined ? [] : [{ ...first, message: 'the first one' }];
    this.#reporter.say('name-given-twice', name, `${name.text} is there already; a name is given once.`, { related });
  }

  #statement(statement: Statement): void {
    if (statement.kind === 'flow') {
      this.#flow(statement);
      return;
    }
    const value = evaluate(statement.value, this.#around);
    if (statement.name !== null) this.#define(statement.name, value);
  }

  #flow(statement: FlowStatement): void {
    const [, second] = statement.names;
    if (second !== undefined)
      this.#reporter.say('not-yet', second, 'Binding several outputs is not in the language yet.');
    const name = statement.names[0] ?? null;
    statement.stages.forEach((stage, i) => {
      const last = i === statement.stages.length - 1;
      if (i === 0 && this.#source(stage, statement)) return;
      this.#stage(stage, statement, i > 0, last ? name : null);
    });
    if (name !== null && this.#current !== null) this.#bindTensor(name, this.#current);
  }

  /** Whether the first stage names a tensor to start from rather than a layer. */
  #source(stage: Expression, statement: FlowStatement): boolean {
    if (stage.kind === 'list') {
      this.#reporter.say('not-yet', stage, 'Joining several tensors is not in the language yet.');
      return true;
    }
    if (stage.kind !== 'name') return false;
    const tensor = this.#tensors.get(stage.text);
    if (tensor !== undefined) {
      tensor.references.push(plain(stage));
      this.#current = tensor.id;
      return true;
    }
    if (isLayerName(stage.text) || statement.stages.length === 1) return false;
    const near = nearest(stage.text, [...this.#tensors.keys(), ...Object.keys(layers)]);
    this.#reporter.say('unknown-name', stage, `There is no tensor and no layer called ${stage.text}.`, {
      fixes: renameFix(stage, near),
    });
    return true;
  }

  #bindTensor(name: Name, id: string): void {
    const before = this.#tensors.get(name.text);
    if (before !== undefined && before.definition.start !== name.start) this.#twice(name, before.definition);
    if (before === undefined)
      this.#tensors.set(name.text, { name: name.text, id, definition: plain(name), references: [] });
  }

  #stage(stage: Expression, statement: FlowStatement, chained: boolean, name: Name | null): void {
    if (stage.kind === 'error') return;
    const call = asCall(stage);
    if (call === null) {
      this.#reporter.say('not-a-layer', stage, 'Expected a layer, for example conv(32, 3x3, pad=1).');
      return;
    }
    const { callee } = call;
    if (!isLayerName(callee.text)) {
      this.#unknownLayer(callee);
      return;
    }
    const args = (call.args ?? []).filter((argument) => callee.text === 'input' || argument.name?.text !== 'name');
    const bound = bind(layerSpec(callee.text), callee, args, this.#around);
    const site: CallSite = {
      text: this.#options.text,
      callee,
      args: call.args,
      call,
      given: bound.given,
      statement,
      chained,
    };
    if (callee.text === 'input') this.#input(site, callee, bound.values);
    else this.#layer(callee.text, site, bound.values, name, call.args ?? []);
  }

  #unknownLayer(callee: Name): void {
    const known = Object.keys(layers);
    const near = nearest(callee.text, known);
    const hint = near === undefined ? ` There are ${known.join(', ')}.` : ` Is ${near} meant?`;
    this.#reporter.say('unknown-layer', callee, `There is no layer called ${callee.text}.${hint}`, {
      fixes: renameFix(callee, near),
    });
  }

  #input(site: CallSite, callee: Name, values: Readonly<Record<string, Value>>): void {
    if (this.#inputs.length > 0) {
      this.#reporter.say('not-yet', callee, 'Several inputs are not in the language yet.');
      return;
    }
    const { faults, output } = layers.input.infer({ inputs: [], args: values as never });
    this.#faults(faults ?? [], site);
    const name = typeof values.name === 'string' ? values.name : 'input';
    const at = site.given.get('name')?.value ?? callee;
    this.#builder.input(name, output);
    this.#ids.set(name, plain(at));
    this.#tensors.set(name, { name, id: name, definition: plain(at), references: [] });
    this.#inputs.push({ name, range: plain(site.call), callee: plain(callee), shape: output });
    this.#current = name;
  }

  #layer(
    layer: LayerName,
    site: CallSite,
    values: Readonly<Record<string, Value>>,
    name: Name | null,
    args: readonly Argument[],
  ): void {
    if (this.#current === null) {
      this.#reporter.say(
        'nothing-to-continue-from',
        site.callee,
        `${layer} has nothing to continue from; an input comes first.`,
      );
    }
    const id = this.#idOf(layer, name, args);
    const inputs = this.#current === null ? [] : [this.#current];
    const { line, column } = this.#options.lines.position(site.call.start);
    const source = { file: this.#options.file, line, column, calls: [] };
    const before = inputs.map((input) => this.#builder.shapeOf(input));
    const built = this.#builder.add({ id, layer, args: values, inputs, source });
    this.#faults(built.faults, site);
    this.#current = id;
    this.#layers.push({
      range: name === null || site.chained ? plain(site.call) : { start: name.start, end: site.call.end },
      call: plain(site.call),
      callee: plain(site.callee),
      entry: built.entry,
      inputs: before,
      output: built.output,
      arithmetic: built.arithmetic,
    });
  }

  /** `name="…"`, the bound name, else the kind and its ordinal. */
  #idOf(layer: LayerName, name: Name | null, args: readonly Argument[]): string {
    const ordinal = (this.#counts.get(layer) ?? 0) + 1;
    this.#counts.set(layer, ordinal);
    const override = args.find((argument) => argument.name?.text === 'name')?.value;
    let id = name?.text ?? `${layer}${ordinal}`;
    let at: Range | null = name;
    if (override?.kind === 'string') {
      id = override.value;
      at = override;
    } else if (override !== undefined && override.kind !== 'error') {
      this.#reporter.say('wrong-type', override, 'name takes a text in quotation marks.');
    }
    const first = this.#ids.get(id);
    if (first !== undefined && at !== null) this.#twice({ text: id, ...plain(at) }, first);
    while (this.#ids.has(id)) id = `${id}_`;
    this.#ids.set(id, plain(at ?? { start: 0, end: 0 }));
    return id;
  }

  #faults(faults: ReturnType<GraphBuilder['add']>['faults'], site: CallSite): void {
    for (const { code, severity, message, argument, fixes } of faults) {
      const at = (argument === undefined ? undefined : site.given.get(argument)) ?? site.callee;
      this.#reporter.say(code, at, message, { severity, fixes: fixes.map((fix) => quickFix(fix, site)) });
    }
  }
}

/** A layer may be written with or without parentheses. */
function asCall(stage: Expression): CallExpression | null {
  if (stage.kind === 'call') return stage;
  if (stage.kind !== 'name') return null;
  const { text, start, end } = stage;
  return { kind: 'call', callee: { text, start, end }, args: null, start, end };
}
