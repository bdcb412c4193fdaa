/** Names within a model or block: tensors, values, loops and branches, each in the scope of its braces. */
import { isLayerName, layerSpec, layers } from '../../../model/layers/index.ts';
import { meant } from '../evaluate/meant.ts';
import type { Reporter } from '../evaluate/reporter.ts';
import type { FileScope } from '../evaluate/values.ts';
import type {
  Body,
  CallExpression,
  ConditionalStage,
  Expression,
  FlowStatement,
  Name,
  NameExpression,
  Stage,
  Statement,
} from '../syntax/tree.ts';
import { type Resolving, resolveArguments, resolveExpression } from './expressions.ts';
import { inOurWords } from './foreign-call.ts';
import { isLoopWord, sayBareBody, sayMissingBlock, sayMissingOver } from './missing-block.ts';
import type { NameDraft, NameScope, NameTable } from './table.ts';

const layerNames: ReadonlySet<string> = new Set(
  Object.keys(layers).filter((name) => isLayerName(name) && layerSpec(name).internal !== true),
);

/** What can stand before branches. */
const joinNames: ReadonlySet<string> = new Set(
  [...layerNames].filter((name) => isLayerName(name) && layerSpec(name).arity === 'many'),
);

export class BodyNames {
  readonly #file: FileScope;
  readonly #table: NameTable;
  readonly #reporter: Reporter;
  readonly #opened = new Map<string, NameScope>();
  /** The braces of loops. */
  readonly #rounds = new Set<NameScope>();
  /** The states of recurrences. */
  readonly #states = new Set<NameDraft>();
  readonly #later: { readonly callable: string; readonly name: Name }[] = [];

  constructor(file: FileScope, table: NameTable, reporter: Reporter) {
    this.#file = file;
    this.#table = table;
    this.#reporter = reporter;
  }

  /** The scope of a model or block, whose names others may mean. */
  open(callable: string, scope: NameScope): void {
    this.#opened.set(callable, scope);
  }

  /** A name that is one of a model or block, maybe further down in the file: a parameter, head or inner name. */
  later(callable: string, name: Name): void {
    this.#later.push({ callable, name });
  }

  /** Resolves what had to wait. */
  finish(): void {
    for (const { callable, name } of this.#later) {
      const draft = this.#opened.get(callable)?.own(name.text);
      draft?.references.push({ start: name.start, end: name.end });
    }
  }

  body(body: Body, scope: NameScope): void {
    for (const statement of body.statements) this.#statement(statement, body, scope);
  }

  #resolving(scope: NameScope): Resolving {
    const inner: Resolving['inner'] = (of, member) => {
      if (of.callee !== null) this.later(of.callee, member);
    };
    return { scope, table: this.#table, reporter: this.#reporter, file: this.#file, inner };
  }

  #statement(statement: Statement, body: Body, scope: NameScope): void {
    switch (statement.kind) {
      case 'flow': {
        statement.stages.forEach((stage, i) => {
          const word = this.#loopWord(stage, scope);
          if (word !== null) sayMissingBlock(stage, word, { statement, body, reporter: this.#reporter });
          else this.#stage(stage, scope, i === 0 && statement.stages.length > 1, statement);
        });
        const callee = calleeOf(statement.stages.at(-1));
        for (const name of statement.names) {
          const before = scope.own(name.text);
          if (statement.next) this.#table.use(name.text, name, scope);
          else if (before !== undefined && this.#states.has(before)) this.#sayState(name, statement, scope);
          else this.#table.define('tensor', name, scope, { callee });
        }
        return;
      }
      case 'let':
        resolveExpression(statement.value, this.#resolving(scope));
        if (statement.name !== null) this.#sayAnew(statement.name, statement.value, scope);
        if (statement.name !== null) this.#table.define('let', statement.name, scope);
        for (const part of statement.parts) this.#table.define('let', part, scope);
        return;
      case 'return':
        for (const value of statement.values) resolveExpression(value, this.#resolving(scope));
        return;
      case 'share':
        this.#callOrName(statement.value, scope, false);
        if (statement.name !== null)
          this.#table.define('shared', statement.name, scope, { callee: calleeName(statement.value) });
        return;
      case 'head':
        this.body(statement.body, scope.inner(statement.body));
        if (statement.name !== null) this.#table.define('head', statement.name, scope);
        return;
    }
  }

  /** `let n = n + 1` in a loop, where it would have to add up. */
  #sayAnew(name: Name, { start, end }: Expression, scope: NameScope): void {
    const { text } = name;
    const read = scope.find(text)?.references.some((at) => start <= at.start && at.end <= end) === true;
    if (!read || !scope.someBelow(text, (inner) => this.#rounds.has(inner))) return;
    const message = `Each round starts anew: the ${text} that is read here is the one outside of the loop. Work it out from the round, or by sum(…) of a list.`;
    this.#reporter.say('let-starts-anew', name, message, { severity: 'warning' });
  }

  /** `h = gru_cell(…)` of a state. */
  #sayState(name: Name, statement: FlowStatement, scope: NameScope): void {
    this.#table.use(name.text, name, scope);
    const message = `${name.text} is a state: its next value is given by next ${name.text} = ….`;
    const changes = [{ start: statement.start, end: statement.start, text: 'next ' }];
    const fixes = statement.names.length === 1 ? [{ title: `Write next ${name.text} = …`, changes }] : [];
    this.#reporter.say('name-given-twice', name, message, { fixes });
  }

  /** `conv(8, 3x3) -> x`, where nothing is called x: a name for what comes out. */
  #sayNameBehind({ text, start, end }: NameExpression, statement: FlowStatement, scope: NameScope): void {
    const { stages, names } = statement;
    const before = stages.at(-2);
    const message = `Nothing here is called ${text}, and an arrow gives no name: write ${text} = … before the line.`;
    const changes = [
      { start: statement.start, end: statement.start, text: `${text} = ` },
      { start: before?.end ?? start, end, text: '' },
    ];
    const fixes = names.length === 0 ? [{ title: `Write ${text} = …`, changes }] : [];
    this.#reporter.say('unknown-layer', { start, end }, message, { fixes });
    if (names.length === 0) this.#table.define('tensor', { text, start, end }, scope, { callee: null });
  }

  /** `repeat(3)` where nothing has that name: a loop without its block. */
  #loopWord(stage: Stage, scope: NameScope): Name | null {
    if (stage.kind !== 'expression' || (stage.value.kind !== 'call' && stage.value.kind !== 'name')) return null;
    const { value } = stage;
    const word = value.kind === 'call' ? value.callee : { text: value.text, start: value.start, end: value.end };
    return isLoopWord(word.text) && scope.find(word.text) === undefined ? word : null;
  }

  #stage(stage: Stage, scope: NameScope, source: boolean, statement: FlowStatement): void {
    switch (stage.kind) {
      case 'expression':
        this.#callOrName(stage.value, scope, source, stage === statement.stages.slice(1).at(-1) ? statement : null);
        return;
      case 'join':
        if (isLoopWord(stage.callee.text) && scope.find(stage.callee.text) === undefined)
          sayMissingOver(stage, this.#reporter);
        else this.#call(stage, scope, joinNames);
        this.body(stage.body, scope.inner(stage.body));
        return;
      case 'loop': {
        resolveExpression(stage.over, this.#resolving(scope));
        if (stage.body.bare === true) sayBareBody(stage, this.#reporter);
        const within = scope.inner(stage.body);
        this.#rounds.add(within);
        if (stage.variable !== null) this.#table.define('variable', stage.variable, within);
        for (const part of stage.parts) this.#table.define('variable', part, within);
        this.body(stage.body, within);
        return;
      }
      case 'recur': {
        resolveExpression(stage.over, this.#resolving(scope));
        const within = scope.inner(stage.body);
        for (const { start } of stage.states) this.#callOrName(start, scope, false);
        if (stage.variable !== null) this.#table.define('variable', stage.variable, within);
        for (const { name } of stage.states) this.#states.add(this.#table.define('tensor', name, within));
        this.body(stage.body, within);
        return;
      }
      case 'conditional':
        this.#conditional(stage, scope);
        return;
      case 'braces':
        this.body(stage.body, scope.inner(stage.body));
    }
  }

  #conditional({ condition, then, otherwise }: ConditionalStage, scope: NameScope): void {
    resolveExpression(condition, this.#resolving(scope));
    this.body(then, scope.inner(then));
    if (otherwise === null) return;
    if ('kind' in otherwise) this.#conditional(otherwise, scope);
    else this.body(otherwise, scope.inner(otherwise));
  }

  /** `last`: the statement, where the value ends what flows in it. */
  #callOrName(value: Expression, scope: NameScope, source: boolean, last: FlowStatement | null = null): void {
    if (value.kind === 'call') {
      this.#call(value, scope);
      return;
    }
    if (value.kind !== 'name') {
      resolveExpression(value, this.#resolving(scope));
      return;
    }
    if (this.#table.use(value.text, value, scope) !== undefined) return;
    if (value.text === 'skip' || layerNames.has(value.text) || this.#reporter.isFull) return;
    const known = [...[...scope.all()].map(({ name }) => name), ...layerNames];
    const { hint, fixes } = meant(['layer'], value, known);
    if (last !== null && hint === '') {
      this.#sayNameBehind(value, last, scope);
      return;
    }
    if (source)
      this.#reporter.say('unknown-name', value, `There is no tensor, layer or block called ${value.text}.${hint}`, {
        fixes,
      });
    else
      this.#reporter.say('unknown-layer', value, `There is no layer or block called ${value.text}.${hint}`, { fixes });
  }

  #call({ callee, args }: Pick<CallExpression, 'callee' | 'args'>, scope: NameScope, known = layerNames): void {
    const given = args ?? [];
    const draft = this.#table.use(callee.text, callee, scope);
    if (draft !== undefined || this.#file.callables.has(callee.text)) {
      for (const { name, value } of given) {
        if (name !== null) this.later(callee.text, name);
        resolveExpression(value, this.#resolving(scope));
      }
      return;
    }
    if (!isLayerName(callee.text) || !layerNames.has(callee.text)) {
      this.#unknownLayer({ callee, args }, scope, known);
      return;
    }
    if (callee.text === 'input') {
      this.#input(given, scope);
      return;
    }
    resolveArguments(given, layerSpec(callee.text).args, this.#resolving(scope));
  }

  #input(given: NonNullable<CallExpression['args']>, scope: NameScope): void {
    const name = given.find((argument) => argument.name?.text === 'name') ?? given.find(({ name }) => name === null);
    resolveArguments(given, layerSpec('input').args, this.#resolving(scope));
    if (name?.value.kind !== 'name') return;
    const { text, start, end } = name.value;
    this.#table.define('input', { text, start, end }, scope);
  }

  #unknownLayer(
    { callee, args }: Pick<CallExpression, 'callee' | 'args'>,
    scope: NameScope,
    known: ReadonlySet<string>,
  ): void {
    const [tensor = '', method] = callee.text.split('.');
    if (method !== undefined && scope.find(tensor)?.kind !== undefined && layerNames.has(method)) {
      const message = `A tensor has no layers; it flows into one: ${tensor} -> ${method}.`;
      const changes = [{ start: callee.start, end: callee.end, text: `${tensor} -> ${method}` }];
      this.#reporter.say('unknown-layer', callee, message, {
        fixes: [{ title: `Write ${tensor} -> ${method}`, changes }],
      });
      return;
    }
    const blocks = [...scope.all()].filter(({ kind }) => kind === 'block' || kind === 'model' || kind === 'import');
    const found = meant(['layer'], callee, [...blocks.map(({ name }) => name), ...known]);
    this.#reporter.say('unknown-layer', callee, `There is no layer or block called ${callee.text}.${found.hint}`, {
      fixes: inOurWords(found, args),
    });
  }
}

const calleeName = (value: Expression): string | null =>
  value.kind === 'call' ? value.callee.text : value.kind === 'name' ? value.text : null;

const calleeOf = (stage: Stage | undefined): string | null =>
  stage?.kind === 'expression' ? calleeName(stage.value) : stage?.kind === 'join' ? stage.callee.text : null;
