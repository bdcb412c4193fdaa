/**
 * Which name means what, by where it stands: read from the tree alone, so that a branch that is never taken and a block
 * that is never called have their names too. What has no meaning is said here, once for the file.
 */
import type { NamedThing } from '../analysis.ts';
import type { Reporter } from '../evaluate/reporter.ts';
import type { FileScope } from '../evaluate/values.ts';
import type { FileTree, Item, ModelItem, Name, SearchItem, TrainItem } from '../syntax/tree.ts';
import { BodyNames } from './body.ts';
import { resolveExpression, resolveSetting } from './expressions.ts';
import { NameScope, NameTable } from './table.ts';

export function resolveNames(tree: FileTree, file: FileScope, reporter: Reporter): NamedThing[] {
  return new Resolution(file, reporter).run(tree.items);
}

class Resolution {
  readonly #file: FileScope;
  readonly #reporter: Reporter;
  readonly #table: NameTable;
  readonly #top = new NameScope(null);
  /** Trains and searches have names of their own. */
  readonly #trains = new NameScope(null);
  readonly #bodies: BodyNames;

  constructor(file: FileScope, reporter: Reporter) {
    this.#file = file;
    this.#reporter = reporter;
    this.#table = new NameTable(reporter);
    this.#bodies = new BodyNames(file, this.#table, reporter);
  }

  run(items: readonly Item[]): NamedThing[] {
    for (const item of items) this.#define(item);
    for (const item of items) this.#resolve(item);
    this.#bodies.finish();
    return this.#table.things;
  }

  #define(item: Item): void {
    switch (item.kind) {
      case 'model':
      case 'block':
      case 'data':
        if (item.name !== null) this.#table.define(item.kind, item.name, this.#top);
        return;
      case 'fn':
        if (item.name !== null) this.#table.define('function', item.name, this.#top);
        return;
      case 'import':
        for (const { name, as } of item.names)
          this.#table.define('import', as ?? name, this.#top, {
            from: { path: item.path?.text ?? '', name: name.text },
          });
        return;
      case 'train':
        if (item.as !== null) this.#table.define('train', item.as, this.#trains);
        return;
      case 'search':
        return;
    }
  }

  #resolve(item: Item): void {
    switch (item.kind) {
      case 'model':
      case 'block':
        this.#model(item);
        return;
      case 'fn': {
        const scope = this.#top.inner(item);
        for (const parameter of item.parameters) {
          if (parameter.default !== null) this.#expression(parameter.default, scope);
          this.#table.define('parameter', parameter.name, scope);
        }
        this.#expression(item.value, scope, true);
        return;
      }
      case 'data':
        for (const { value } of item.settings) resolveSetting(value, this.#top, this.#table);
        return;
      case 'train':
        this.#train(item);
        return;
      case 'search':
        this.#search(item);
        return;
      case 'import':
        return;
    }
  }

  #expression(value: Parameters<typeof resolveExpression>[0], scope: NameScope, pure = false): void {
    resolveExpression(value, { scope, table: this.#table, reporter: this.#reporter, file: this.#file, pure });
  }

  #model(item: ModelItem): void {
    const scope = this.#top.inner(item);
    for (const parameter of item.parameters) {
      if (parameter.default !== null) this.#expression(parameter.default, scope);
      this.#table.define('parameter', parameter.name, scope);
    }
    if (item.name !== null) this.#bodies.open(item.name.text, scope);
    this.#bodies.body(item.body, scope);
  }

  #train(item: TrainItem): void {
    const { model, data, args } = item;
    if (model !== null) this.#table.use(model.text, model, this.#top);
    if (data !== null) this.#table.use(data.text, data, this.#top);
    for (const { name, value } of args) {
      if (name !== null && model !== null) this.#bodies.later(model.text, name);
      this.#expression(value, this.#top);
    }
    const heads = (name: Name) => {
      if (model !== null) this.#bodies.later(model.text, name);
    };
    const settings = [...item.settings, ...item.stages.flatMap((stage) => stage.settings)];
    for (const { value } of settings) resolveSetting(value, this.#top, this.#table, heads);
  }

  #search({ train, settings, space }: SearchItem): void {
    // A train without a name of its own goes by its model's.
    if (train !== null)
      this.#table.use(train.text, train, this.#trains.own(train.text) === undefined ? this.#top : this.#trains);
    for (const { value } of [...settings, ...(space?.settings ?? [])]) resolveSetting(value, this.#top, this.#table);
  }
}
