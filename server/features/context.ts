/** What a place in half-typed text is part of, told from the tokens before it alone. */
import type { Callable, CallableKind } from '../../model/catalog/callable.ts';
import { catalog, findCallable } from '../../model/catalog/index.ts';
import { dataSettings, lex, type SettingSpec, type Token, trainSettings } from '../language/index.ts';

/** A call whose parentheses are open at the place. */
export interface OpenCall {
  readonly callable: Callable;
  /** Index of the argument the place is in. */
  readonly argument: number;
  /** The argument's name, where it is written: `pad=`. */
  readonly name: string | null;
  /** Names given so far. */
  readonly given: readonly string[];
}

export interface Place {
  readonly item: 'none' | 'model' | 'data' | 'train';
  readonly call: OpenCall | null;
  /** The setting whose value is being written. */
  readonly setting: SettingSpec | null;
  /** Behind `train` or `on` of a train's head. */
  readonly head: 'model' | 'data' | null;
  readonly inComment: boolean;
  /** A statement or a stage starts here. */
  readonly atStart: boolean;
}

const kinds = Object.keys(catalog) as CallableKind[];

const anyCallable = (name: string): Callable | undefined =>
  kinds.map((kind) => findCallable(kind, name)).find((found) => found !== undefined);

export function placeAt(text: string, offset: number): Place {
  const all = lex(text.slice(0, offset)).filter(({ kind }) => kind !== 'end');
  const last = all.at(-1);
  const inComment = last?.kind === 'comment' || (last?.kind === 'string' && !/[^\\]"$/.test(last.text));
  const tokens = all.filter(({ kind }) => kind !== 'space' && kind !== 'comment');
  // The word being typed is not yet part of what stands before.
  const typing = last?.kind === 'name' && last.end === offset;
  const before = typing ? tokens.slice(0, -1) : tokens;
  const open = openItem(before);
  const call = openCall(before);
  const line = currentLine(before);
  return {
    item: open,
    call,
    setting: call === null ? settingOf(open, line) : null,
    head: open === 'none' ? headOf(line) : null,
    inComment,
    atStart:
      call === null &&
      (line.length === 0 || line.at(-1)?.text === '->' || (line.length === 2 && line[1]?.text === '=')),
  };
}

function openItem(tokens: readonly Token[]): Place['item'] {
  let depth = 0;
  for (let i = tokens.length - 1; i >= 0; i--) {
    const { text, kind } = tokens[i] as Token;
    if (kind !== 'symbol' && kind !== 'name') continue;
    if (text === '}') depth++;
    else if (text === '{') depth--;
    else if (depth < 0 && (text === 'model' || text === 'data' || text === 'train') && startsLine(tokens, i))
      return text;
  }
  return 'none';
}

const startsLine = (tokens: readonly Token[], i: number) =>
  i === 0 || tokens[i - 1]?.kind === 'newline' || tokens[i - 1]?.text === '}';

function currentLine(tokens: readonly Token[]): readonly Token[] {
  const start = tokens.findLastIndex(
    ({ kind, text }) => kind === 'newline' || (kind === 'symbol' && ';{}'.includes(text)),
  );
  return tokens.slice(start + 1);
}

function settingOf(item: Place['item'], line: readonly Token[]): SettingSpec | null {
  const [key, equals] = line;
  if (equals?.text !== '=' || key === undefined) return null;
  const specs = item === 'train' ? trainSettings : item === 'data' ? dataSettings : {};
  return specs[key.text] ?? null;
}

function headOf(line: readonly Token[]): Place['head'] {
  if (line[0]?.text !== 'train') return null;
  if (line.length === 1) return 'model';
  return line.at(-1)?.text === 'on' ? 'data' : null;
}

/** The innermost open parenthesis that belongs to a callable. A newline does not end it: arguments may stand on several lines. */
function openCall(tokens: readonly Token[]): OpenCall | null {
  let depth = 0;
  for (let i = tokens.length - 1; i >= 0; i--) {
    const { text, kind } = tokens[i] as Token;
    if (kind !== 'symbol') continue;
    if (')]'.includes(text)) depth++;
    else if (text === '{' || text === '}' || text === '->') return null;
    else if (text === '(' || text === '[') {
      if (depth > 0) {
        depth--;
        continue;
      }
      const callable = anyCallable(tokens[i - 1]?.text ?? '');
      if (text === '(' && callable !== undefined) return argumentsOf(callable, tokens.slice(i + 1));
      if (text === '(' && tokens[i - 1]?.kind === 'name') return null;
    }
  }
  return null;
}

function argumentsOf(callable: Callable, tokens: readonly Token[]): OpenCall {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'newline') continue;
    if (token.kind === 'symbol' && '(['.includes(token.text)) depth++;
    if (token.kind === 'symbol' && ')]'.includes(token.text)) depth--;
    if (depth === 0 && token.text === ',') parts.push([]);
    else parts.at(-1)?.push(token);
  }
  const names = Object.keys(callable.args);
  const nameOf = (part: readonly Token[], index: number) =>
    part[1]?.text === '=' ? (part[0]?.text ?? null) : part.length > 0 ? (names[index] ?? null) : null;
  const current = parts.at(-1) ?? [];
  const given = parts.slice(0, -1).flatMap((part, index) => nameOf(part, index) ?? []);
  return {
    callable,
    argument: parts.length - 1,
    name: current[1]?.text === '=' ? (current[0]?.text ?? null) : null,
    given,
  };
}
