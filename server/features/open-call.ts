/** The call whose arguments are being typed, told from the tokens before the place alone. */
import type { Callable, CallableKind } from '../../model/catalog/callable.ts';
import { catalog, findCallable } from '../../model/catalog/index.ts';
import type { Token } from '../language/index.ts';
import { isSymbol, lineAt, type OpenLine } from './line.ts';

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

/** The callable of that name, of whatever kind. */
export const anyCallable = (name: string): Callable | undefined =>
  kinds.map((kind) => findCallable(kind, name)).find((found) => found !== undefined);

export const openCallAt = (text: string, offset: number): OpenCall | null => openCall(lineAt(text, offset));

export function openCall({ tokens, open }: OpenLine): OpenCall | null {
  const at = open.findLast((i) => calleeOf(tokens, i) !== undefined);
  const callable = at === undefined ? undefined : calleeOf(tokens, at);
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

const calleeOf = (tokens: readonly Token[], bracket: number): Callable | undefined => {
  const name = tokens[bracket - 1];
  return name?.kind === 'name' && isSymbol(tokens[bracket], '(') ? anyCallable(name.text) : undefined;
};

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
