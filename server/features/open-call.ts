/** The call whose arguments are being typed, told from the tokens before the place alone. */
import type { Callable, CallableKind } from '../../model/catalog/callable.ts';
import { catalog, findCallable } from '../../model/catalog/index.ts';
import { functionNames, type Token } from '../language/index.ts';
import { isSymbol, type OpenLine } from './line.ts';

export interface OpenCall {
  readonly callable: Callable;
  /** The argument that the place is in: by name, else by position; `null` when that is no argument of the callable. */
  readonly argument: string | null;
  /** Whether its name is written: `pad=`. */
  readonly named: boolean;
  /** Whether a tuple, a list or a function within the argument is open. */
  readonly nested: boolean;
  /** Names of the arguments given before. */
  readonly given: readonly string[];
}

const kinds = Object.keys(catalog) as CallableKind[];

/** The callable of that name: in a model or block a layer if there is one, in settings anything else first. */
export function anyCallable(name: string, within: 'body' | 'settings'): Callable | undefined {
  const others = kinds.filter((kind) => kind !== 'layer');
  const order: readonly CallableKind[] = within === 'body' ? ['layer', ...others] : [...others, 'layer'];
  return order.map((kind) => findCallable(kind, name)).find((found) => found !== undefined);
}

export function openCall({ tokens, open }: OpenLine, within: 'body' | 'settings'): OpenCall | null {
  const at = open.findLast((i) => calleeOf(tokens, i, within) !== undefined);
  const callable = at === undefined ? undefined : calleeOf(tokens, at, within);
  if (at === undefined || callable === undefined) return null;
  const parts = argumentsBehind(tokens, at);
  const names = Object.keys(callable.args);
  let position = 0;
  const nameOf = (part: readonly Token[]) =>
    isSymbol(part[1], '=') ? (part[0]?.text ?? null) : (names[position++] ?? null);
  const given = parts.slice(0, -1).flatMap((part) => nameOf(part) ?? []);
  const current = parts.at(-1) ?? [];
  return {
    callable,
    argument: nameOf(current),
    named: isSymbol(current[1], '='),
    nested: at !== open.at(-1),
    given,
  };
}

/** A call of a block, model or function that a file defines, by its name. */
export interface OwnCall {
  readonly name: string;
  /** The argument that the place is in: its position, and its name where that is written. */
  readonly position: number;
  readonly named: string | null;
  readonly given: readonly string[];
}

/** Words before a bracket that call nothing. */
const words: ReadonlySet<string> = new Set([
  ...functionNames,
  'repeat',
  'collect',
  'recur',
  'if',
  'and',
  'or',
  'not',
  'in',
]);

/** The innermost open call, where it is none of the catalog. */
export function ownCall({ tokens, open }: OpenLine): OwnCall | null {
  const bracket = open.at(-1);
  const callee = bracket === undefined ? undefined : tokens[bracket - 1];
  if (bracket === undefined || callee?.kind !== 'name' || !isSymbol(tokens[bracket], '(')) return null;
  if (words.has(callee.text) || calleeOf(tokens, bracket, 'body') !== undefined) return null;
  const parts = argumentsBehind(tokens, bracket);
  const nameOf = (part: readonly Token[] | undefined) => (isSymbol(part?.[1], '=') ? (part?.[0]?.text ?? null) : null);
  return {
    name: callee.text,
    position: parts.length - 1,
    named: nameOf(parts.at(-1)),
    given: parts.slice(0, -1).flatMap((part) => nameOf(part) ?? []),
  };
}

function calleeOf(tokens: readonly Token[], bracket: number, within: 'body' | 'settings'): Callable | undefined {
  const name = tokens[bracket - 1];
  if (name?.kind !== 'name' || !isSymbol(tokens[bracket], '(')) return undefined;
  // `max` is a join where a flow goes on, a function within a value.
  const isValue = tokens[0]?.text === 'let' || tokens.slice(0, bracket - 1).some((token) => isSymbol(token, '(', '['));
  return isValue && functionNames.includes(name.text) ? undefined : anyCallable(name.text, within);
}

/** The tokens of each argument behind an open bracket; the last is the one being typed. */
export function argumentsBehind(tokens: readonly Token[], bracket: number): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens.slice(bracket + 1)) {
    if (isSymbol(token, '(', '[')) depth++;
    if (isSymbol(token, ')', ']')) depth--;
    if (depth === 0 && isSymbol(token, ',')) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}
