/**
 * The formatter. It moves white space only, never a line break: indentation by brace, one space where one is usual, no
 * more than one empty line. An item with a problem stays as it is until the problem is gone.
 */
import { lex, type Token } from '../syntax/lexer.ts';
import { parse } from '../syntax/parser.ts';
import { isItemKeyword } from '../syntax/signs.ts';
import type { FileTree } from '../syntax/tree.ts';
import { alignColumns } from './align.ts';
import { commentColumns } from './comments.ts';
import { setIndents } from './indent.ts';
import { type Line, linesOf } from './line.ts';
import { setGaps } from './spacing.ts';

export function format(text: string): string {
  const tree = parse(text);
  const lineBreak = usualBreak(tree);
  const pieces: string[] = [];
  for (const { lines, broken } of partsOf(tree)) {
    const [first, last] = [lines[0], lines.at(-1)] as [Line, Line];
    if (pieces.length > 0 && first.blanks > 0) pieces.push(lineBreak);
    if (broken) pieces.push(text.slice(first.start, last.end));
    else pieces.push(laidOut(lines, lineBreak));
    if (last.lineBreak === '') pieces.push(lineBreak);
  }
  const result = pieces.join('');
  return saysTheSame(text, result) ? result : text;
}

/** The first that stays: empty lines at the top go. */
function usualBreak({ tokens }: FileTree): string {
  const first = tokens.findIndex(({ kind }) => kind !== 'newline');
  return tokens.find(({ kind }, i) => kind === 'newline' && i > first)?.text ?? '\n';
}

/** Lines from the start of one item to that of the next. */
interface Part {
  readonly lines: Line[];
  broken: boolean;
}

function partsOf({ tokens, items, problems }: FileTree): Part[] {
  const starts = new Set(items.map(({ start }) => start));
  const parts: Part[] = [];
  for (const line of linesOf(tokens)) {
    if (parts.length === 0 || startsItem(line, starts)) parts.push({ lines: [], broken: false });
    parts.at(-1)?.lines.push(line);
  }
  for (const { start, end } of problems) {
    for (const place of [start, end]) {
      const part = parts.findLast(({ lines }) => (lines[0]?.start ?? 0) <= place) ?? parts[0];
      if (part !== undefined) part.broken = true;
    }
  }
  return parts;
}

/** In the first column, as only there an item ends what is left open before it. */
function startsItem({ tokens, start }: Line, starts: ReadonlySet<number>): boolean {
  const [first, second] = tokens;
  if (first?.start !== start || !starts.has(start) || !isItemKeyword(first.text)) return false;
  return second?.kind === 'name' || second?.text === '{';
}

function laidOut(lines: readonly Line[], lineBreak: string): string {
  setGaps(lines);
  setIndents(lines);
  const sections = sectionsOf(lines);
  for (const section of sections) alignColumns(section);
  setIndents(lines);
  const comments = new Map(sections.flatMap((section) => [...commentColumns(section)]));
  const pieces: string[] = [];
  for (const [i, line] of lines.entries()) {
    if (i > 0 && line.blanks > 0) pieces.push(lineBreak);
    let text = line.tokens.length === 0 ? '' : ' '.repeat(line.indent);
    for (const [j, token] of line.tokens.entries()) text += ' '.repeat(line.gaps[j] ?? 0) + token.text;
    if (line.comment !== null) text = text.padEnd(comments.get(line) ?? 0) + line.comment.text.trimEnd();
    pieces.push(text, line.lineBreak);
  }
  return pieces.join('');
}

/** Lines from one that stands in no braces to the next such line: what is laid out together. */
function sectionsOf(lines: readonly Line[]): Line[][] {
  const sections: Line[][] = [];
  for (const line of lines) {
    const [first] = line.tokens;
    const outside = line.depth === 0 && first !== undefined && !')]}'.includes(first.text);
    if (sections.length === 0 || outside) sections.push([]);
    sections.at(-1)?.push(line);
  }
  return sections;
}

/** The same tokens, white space left out. */
function saysTheSame(before: string, after: string): boolean {
  const said = (text: string): string[] =>
    lex(text)
      .filter(({ kind }: Token) => kind !== 'space' && kind !== 'newline')
      .map((token) => token.text.trimEnd());
  const [left, right] = [said(before), said(after)];
  return left.length === right.length && left.every((token, i) => token === right[i]);
}
