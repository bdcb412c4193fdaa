/** What `netwright: allow(code)` in comments speaks of: its own line; on a line of its own, the next line with text. */
import type { QuickFix, Range } from './analysis.ts';
import type { Lines } from './lines.ts';
import type { Token } from './syntax/lexer.ts';

/** Anywhere in a comment: words before it and behind it say why. */
const PATTERN = /\bnetwright:\s*allow\(([^)]*)\)/g;

export interface Allowance {
  readonly code: string;
  readonly at: Range;
  /** Of the line that it speaks of, from 1. */
  readonly line: number;
  readonly comment: Token;
  /** Which token of the file it is. */
  readonly index: number;
  /** The instruction within the comment, and all codes that it names. */
  readonly instruction: Range;
  readonly codes: readonly string[];
}

export function allowancesIn(tokens: readonly Token[], lines: Lines): Allowance[] {
  const found: Allowance[] = [];
  tokens.forEach((comment, index) => {
    if (comment.kind !== 'comment') return;
    for (const match of comment.text.matchAll(PATTERN)) {
      const line = lineOf(comment, index, tokens, lines);
      const start = comment.start + match.index;
      const instruction = { start, end: start + match[0].length };
      for (const one of named(match[1] ?? '', instruction)) found.push({ ...one, line, comment, index, instruction });
    }
  });
  return found;
}

function lineOf(comment: Token, i: number, tokens: readonly Token[], lines: Lines): number {
  const { line } = lines.position(comment.start);
  const next = isAlone(tokens, i) ? textBehind(tokens, i) : undefined;
  return next === undefined ? line : lines.position(next.start).line;
}

/** No text stands before it on its line. A token of many lines has text on its last. */
function isAlone(tokens: readonly Token[], index: number): boolean {
  for (let i = index - 1; i >= 0; i--) {
    const token = tokens[i];
    if (token === undefined || token.kind === 'newline') return true;
    if (hasText(token)) return false;
  }
  return true;
}

function textBehind(tokens: readonly Token[], index: number): Token | undefined {
  for (let i = index + 1; i < tokens.length; i++) {
    const token = tokens[i];
    if (token !== undefined && hasText(token)) return token;
  }
  return undefined;
}

const hasText = ({ kind }: Token): boolean =>
  kind !== 'comment' && kind !== 'space' && kind !== 'newline' && kind !== 'end';

/** The codes between the parentheses, each with its place. */
function named(
  list: string,
  instruction: Range,
): { readonly code: string; readonly at: Range; readonly codes: readonly string[] }[] {
  const written = list.split(',');
  const codes = written.map((one) => one.trim()).filter((code) => code !== '');
  let from = instruction.end - 1 - list.length;
  return written.flatMap((one) => {
    const code = one.trim();
    const start = from + one.indexOf(code);
    from += one.length + 1;
    return code === '' ? [] : [{ code, at: { start, end: start + code.length }, codes }];
  });
}

/** Takes the code away with its comma; the instruction where it is the only one, and with it a comment that begins so. */
export function removal({ code, comment, index, instruction, codes }: Allowance, tokens: readonly Token[]): QuickFix {
  const title = `Remove allow(${code})`;
  const others = codes.filter((other) => other !== code);
  if (others.length > 0)
    return { title, changes: [{ ...instruction, text: `netwright: allow(${others.join(', ')})` }] };
  const before = comment.text.slice(0, instruction.start - comment.start);
  const words = before.replace(/[#\s]+$/, '');
  if (words !== '')
    return { title, changes: [{ start: comment.start + words.length, end: instruction.end, text: '' }] };
  return { title, changes: [{ ...wholeComment(comment, index, tokens), text: '' }] };
}

/** With the space before it; with its line where nothing else stands there. */
function wholeComment(comment: Token, i: number, tokens: readonly Token[]): Range {
  const [before, after] = [tokens[i - 1], tokens[i + 1]];
  const start = before?.kind === 'space' ? before.start : comment.start;
  const alone = before === undefined || before.kind === 'newline' || tokens[i - 2]?.kind === 'newline' || i < 2;
  return { start, end: alone && after?.kind === 'newline' ? after.end : comment.end };
}
