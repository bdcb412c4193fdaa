/**
 * The space between two tokens of a line. Where the language leaves a choice of taste the writer's is kept, made even on
 * both sides: `d//2` or `d // 2`, and within parentheses `k=3` or `k = 3`.
 */
import { isOrdinal } from '../syntax/expressions.ts';
import type { Token } from '../syntax/lexer.ts';
import { isConnective } from '../syntax/signs.ts';
import { gapBefore, type Line } from './line.ts';

/** Operators that may stand close: `4*width`. */
const factors = new Set(['*', '/', '//', '%']);
/** Words between two values; elsewhere they are names. */
const betweenValues = new Set(['and', 'or', 'then', 'else', 'in']);

export function setGaps(lines: readonly Line[]): void {
  /** Brackets and braces. */
  const open: string[] = [];
  let last: Token | null = null;
  let signed = false;
  for (const line of lines) {
    for (const [i, token] of line.tokens.entries()) {
      const { text, kind } = token;
      if (i > 0) line.gaps[i] = isApart(line, i, signed, open.at(-1) === '(') ? 1 : 0;
      if (kind === 'symbol' && '([{'.includes(text)) open.push(text);
      if (kind === 'symbol' && ')]}'.includes(text)) open.pop();
      signed = kind === 'symbol' && text === '-' && !endsOperand(last);
      last = token;
    }
  }
}

function endsOperand(token: Token | null): boolean {
  if (token === null || isConnective(token)) return false;
  return token.kind !== 'symbol' || ')]}?'.includes(token.text);
}

/** `signed`: the token before is the sign of this one; `argument`: between parentheses. */
function isApart(line: Line, i: number, signed: boolean, argument: boolean): boolean {
  const [before, token] = line.tokens.slice(i - 1, i + 1) as [Token, Token];
  const adjacent = before.end === token.start;
  const left = before.kind === 'symbol' ? before.text : '';
  const right = token.kind === 'symbol' ? token.text : '';
  if (',;:)]'.includes(right || ' ') || left === '(' || left === '[' || signed) return false;
  if (left === '{' && right === '}') return false;
  if (right === '{' || right === '}' || left === '{' || left === '}') return true;
  const ends = left === '' || left === ')' || left === ']';
  if (left === '.' || right === '.' || (ends && adjacent && isOrdinal(token))) return false;
  // `1.` would run into the dots.
  if (left === '..' || right === '..') return before.text.endsWith('.') && left === '';
  if (right === '(' && left === '') return isOperator(line, i - 1);
  if (right === '[' && ends) return !adjacent || isOperator(line, i - 1);
  if (argument && right === '=') return isLoose(line, i);
  if (argument && left === '=') return isLoose(line, i - 1);
  if (factors.has(right)) return !isTight(line, i);
  if (factors.has(left)) return !isTight(line, i - 1);
  return true;
}

/** Whether a word is none that could be called or have an index. */
function isOperator({ tokens }: Line, i: number): boolean {
  const { kind, text } = tokens[i] as Token;
  if (kind !== 'name') return false;
  return text === 'if' || text === 'not' || (betweenValues.has(text) && endsOperand(tokens[i - 1] ?? null));
}

/** Space on both sides. */
const isLoose = (line: Line, i: number): boolean => gapBefore(line, i) > 0 && gapBefore(line, i + 1) > 0;

/** An operator without space on either side. */
const isTight = (line: Line, i: number): boolean =>
  i > 0 && i + 1 < line.tokens.length && gapBefore(line, i) === 0 && gapBefore(line, i + 1) === 0;
