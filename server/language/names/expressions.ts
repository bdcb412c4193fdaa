/** Names within values: parameters, `let`, loop variables, tensors given as arguments, functions. */
import type { Arguments, Argument as Description } from '../../../model/catalog/arguments.ts';
import { findCallable } from '../../../model/catalog/index.ts';
import { memberOf } from '../evaluate/bind.ts';
import { nearest, type Reporter, renameFix } from '../evaluate/reporter.ts';
import type { FileScope } from '../evaluate/values.ts';
import type { Argument, Expression, Name, NameExpression } from '../syntax/tree.ts';
import type { NameDraft, NameScope, NameTable } from './table.ts';

export interface Resolving {
  readonly scope: NameScope;
  readonly table: NameTable;
  readonly reporter: Reporter;
  readonly file: FileScope;
  /** In a function, which has no place among the layers. */
  readonly pure?: boolean;
  /** Told of `tower.conv1`: a name inside of what a call made. */
  readonly inner?: (of: NameDraft, member: Name) => void;
}

export function resolveExpression(value: Expression, resolving: Resolving): void {
  const { scope, table } = resolving;
  switch (value.kind) {
    case 'name':
      if (table.use(value.text, value, scope) === undefined) unknown(value, resolving);
      return;
    case 'member': {
      if (value.of.kind === 'name' && value.of.text === 'here' && scope.find('here') === undefined) {
        if (resolving.pure === true) sayNoHere(value.of, resolving);
        return;
      }
      resolveExpression(value.of, resolving);
      const draft = value.of.kind === 'name' ? scope.find(value.of.text) : undefined;
      if (draft !== undefined && value.member !== null) resolving.inner?.(draft, value.member);
      return;
    }
    case 'index':
      resolveExpression(value.of, resolving);
      resolveExpression(value.index, resolving);
      return;
    case 'call':
      table.use(value.callee.text, value.callee, scope);
      for (const argument of value.args ?? []) resolveExpression(argument.value, resolving);
      return;
    case 'list':
    case 'tuple':
      for (const element of value.elements) resolveExpression(element, resolving);
      return;
    case 'unary':
      resolveExpression(value.operand, resolving);
      return;
    case 'binary':
      resolveExpression(value.left, resolving);
      resolveExpression(value.right, resolving);
      return;
    case 'if':
      for (const part of [value.condition, value.then, value.otherwise]) resolveExpression(part, resolving);
      return;
  }
}

/** The arguments of a layer: words of their types are no names. */
export function resolveArguments(args: readonly Argument[], described: Arguments, resolving: Resolving): void {
  const names = Object.keys(described);
  let position = 0;
  for (const { name, value } of args) {
    const key = name?.text ?? names[position++];
    if (name?.text === 'name' && described.name === undefined) continue;
    const description = key === undefined || !Object.hasOwn(described, key) ? undefined : described[key];
    resolveArgument(value, description, resolving);
  }
}

function resolveArgument(value: Expression, description: Description | undefined, resolving: Resolving): void {
  if (description?.kind === 'name' || description?.kind === 'call') return;
  if (value.kind === 'name' && description !== undefined) {
    if (description.kind === 'enum' || memberOf(description, value) !== null) return;
  }
  if (description?.kind === 'list' && value.kind === 'list') {
    for (const element of value.elements) resolveArgument(element, description.of, resolving);
    return;
  }
  resolveExpression(value, resolving);
}

/** In settings a word is a callable of the catalog, which the setting itself judges; only names of the file count here. */
export function resolveSetting(
  value: Expression,
  scope: NameScope,
  table: NameTable,
  heads: (name: Name) => void = () => {},
): void {
  const again = (part: Expression) => resolveSetting(part, scope, table, heads);
  switch (value.kind) {
    case 'name':
      heads({ text: value.text, start: value.start, end: value.end });
      return;
    case 'member':
      if (value.of.kind === 'name') table.use(value.of.text, value.of, scope);
      return;
    case 'call': {
      const args = value.args ?? [];
      const model = modelIn(value.callee.text, args);
      if (model !== null) table.use(model.text, model, scope);
      for (const argument of args) if (argument.value !== model) again(argument.value);
      return;
    }
    case 'map':
      for (const entry of value.entries) {
        heads(entry.key);
        again(entry.value);
      }
      return;
    case 'list':
    case 'tuple':
      value.elements.forEach(again);
      return;
    case 'unary':
      again(value.operand);
      return;
    case 'binary':
      again(value.left);
      again(value.right);
      return;
  }
}

/** The model by name that a loss is given, as in `perceptual(VGG16, …)`. */
function modelIn(loss: string, args: readonly Argument[]): NameExpression | null {
  const names = Object.keys(findCallable('loss', loss)?.args ?? {});
  const value = args.find(({ name }, i) => (name?.text ?? names[i]) === 'model')?.value;
  return names.includes('model') && value?.kind === 'name' ? value : null;
}

function sayNoHere(at: NameExpression, { reporter }: Resolving): void {
  const message =
    'A function stands at no place among the layers and has no `here`; give it the extent as an argument.';
  reporter.say('here-in-function', at, message);
}

const isValue = ({ kind }: NameDraft) =>
  kind === 'parameter' || kind === 'let' || kind === 'variable' || kind === 'tensor';

function unknown(at: NameExpression, { scope, reporter }: Resolving): void {
  if (reporter.isFull) return;
  const { text } = at;
  const product = /^([A-Za-z0-9]+)x([A-Za-z0-9]+)$/.exec(text);
  const parts = product?.slice(1).filter((part) => /^\d+$/.test(part) || scope.find(part) !== undefined) ?? [];
  if (product !== null && (parts.length === 2 || product[1] === product[2])) {
    const tuple = `(${product[1]}, ${product[2]})`;
    const message = `${text} is no name; sizes like 3x3 are written with digits, a computed one as a tuple: ${tuple}.`;
    // Where a part of it has no value yet, writing it as a tuple would mend nothing.
    const changes = [{ start: at.start, end: at.end, text: tuple }];
    const fixes = parts.length === 2 ? [{ title: `Write ${tuple}`, changes }] : [];
    reporter.say('unknown-name', at, message, { fixes });
    return;
  }
  const known = [...scope.all()].filter(isValue).map(({ name }) => name);
  const near = nearest(text, known);
  const hint = near === undefined ? '' : ` Is ${near} meant?`;
  reporter.say('unknown-name', at, `Nothing here is called ${text}.${hint}`, { fixes: renameFix(at, near) });
}
