/** Signs by which a stretch of tokens tells what it is, white space and comments left out. */
import type { Token } from './lexer.ts';

export const itemKeywords = ['model', 'block', 'fn', 'import', 'data', 'train', 'search'] as const;
export type ItemKeyword = (typeof itemKeywords)[number];
const items: ReadonlySet<string> = new Set(itemKeywords);

/** How many tokens the header of a block has at most: so far a slip is read over to its `{`. */
export const HEADER = 64;

export const isItemKeyword = (text: string): text is ItemKeyword => items.has(text);

/** Words between the parts of an expression or a header: no value ends or starts with them. */
const connectives = new Set(['and', 'or', 'not', 'if', 'then', 'else', 'in', 'on', 'as', 'from']);
/** Words that are followed by a name. */
const introducing = new Set(['model', 'block', 'fn', 'data', 'train', 'search', 'stage', 'head', 'let', 'share']);
introducing.add('return').add('next');

const NONE: Token = { kind: 'end', text: '', start: 0, end: 0 };
const at = (tokens: readonly Token[], i: number): Token => tokens[i] ?? NONE;

/** A keyword in the first column with a name behind it; `model {` is half-typed. */
export function isItemStart(tokens: readonly Token[], i: number): boolean {
  const token = at(tokens, i);
  const before = tokens[i - 1];
  const first = before === undefined ? token.start === 0 : before.kind === 'newline' && before.end === token.start;
  if (!first || token.kind !== 'name' || !items.has(token.text)) return false;
  const next = at(tokens, i + 1);
  return next.kind === 'name' || next.text === '{';
}

/** Characters before the first token of a line. */
export function indentOf(tokens: readonly Token[], i: number): number {
  return at(tokens, i).start - (tokens[i - 1]?.end ?? 0);
}

export function afterBreaks(tokens: readonly Token[], i: number): number {
  while (at(tokens, i).kind === 'newline') i++;
  return i;
}

/** Whether this `{` starts a map: a name, a path or a text with a colon behind it. */
export function isMap(tokens: readonly Token[], brace: number): boolean {
  return isEntry(tokens, afterBreaks(tokens, brace + 1));
}

/** Tokens of a path that is looked over for its colon. */
const PATH = 64;

/** A key of a map and its colon. */
export function isEntry(tokens: readonly Token[], first: number): boolean {
  let i = first;
  if (at(tokens, i).kind === 'string') return at(tokens, i + 1).text === ':';
  if (at(tokens, i).kind !== 'name') return false;
  while (i < first + PATH && at(tokens, i + 1).text === '.' && at(tokens, i + 2).kind === 'name') i += 2;
  return at(tokens, i + 1).text === ':';
}

/** A name that is no connective, a number, a size or a text. */
export const isValue = ({ kind, text }: Token): boolean =>
  (kind === 'name' && !connectives.has(text)) ||
  kind === 'integer' ||
  kind === 'float' ||
  kind === 'size' ||
  kind === 'string';

/** Two things side by side that want something between them: `conv 3x3`, `repeat(3) conv`. `i` is the second one. */
export function isGap(tokens: readonly Token[], i: number, left = i - 1): boolean {
  const [before, token] = [at(tokens, left), at(tokens, i)];
  if (!isValue(token)) return false;
  if (before.text === ')' || before.text === ']') return true;
  if (!isValue(before)) return false;
  if (!introducing.has(before.text)) return true;
  const { kind, text } = at(tokens, left - 1);
  const starts = kind === 'newline' || kind === 'end' || text === ';' || text === '{' || text === '}';
  return !starts;
}

export const isConnective = ({ kind, text }: Token): boolean => kind === 'name' && connectives.has(text);

/** Whether a line that ends with this token wants to go on: a comma, an operator, an open bracket. */
export const expectsMore = (last: Token): boolean =>
  (last.kind === 'symbol' && !')]}?'.includes(last.text)) || isConnective(last);

/** Within an open bracket at a line's end: does the next line start like a statement? `last` ends the line. */
export function startsStatement(tokens: readonly Token[], i: number, last: Token): boolean {
  const first = at(tokens, i);
  if (first.text === '}' || first.kind === 'end') return true;
  if (first.text === '{') return !isMap(tokens, i);
  if (first.kind !== 'name') return false;
  if (!expectsMore(last)) return true;
  const [second, third, fourth] = [at(tokens, i + 1), at(tokens, i + 2), at(tokens, i + 3)];
  if (second.kind === 'newline' || second.kind === 'end' || second.text === '->' || second.text === ';') return true;
  if (second.text === '=') return third.kind === 'name' && (fourth.text === '(' || fourth.text === '->');
  return second.text === '(' || (second.kind === 'name' && introducing.has(first.text));
}
