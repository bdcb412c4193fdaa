/** Formatting of a document, a part of it, or what was just typed: only the white space that changes is touched. */
import { type Range as LspRange, type Position, TextEdit } from 'vscode-languageserver';
import { format, lex, type Range, type TextChange, type Token } from '../language/index.ts';
import { type Checked, rangeIn } from './document.ts';

export function formatting({ document, analysis }: Checked, range?: LspRange): TextEdit[] {
  const { text } = analysis;
  const part =
    range === undefined
      ? { start: 0, end: text.length }
      : // Whole lines: the white space before a line is part of it.
        { start: lineStart(text, document.offsetAt(range.start)), end: document.offsetAt(range.end) };
  return whiteSpaceChanges(text, format(text))
    .filter(({ start, end }) => part.start <= start && end <= part.end)
    .map((change) => TextEdit.replace(rangeIn(document, change), change.text));
}

/** Behind a line break the line above, behind a brace its own line. */
export function onTypeFormatting(checked: Checked, { line }: Position, typed: string): TextEdit[] {
  const formatted = typed === '\n' ? line - 1 : line;
  if (formatted < 0) return [];
  const { end } = checked.document.getLineRange(formatted);
  return formatting(checked, { start: { line: formatted, character: 0 }, end });
}

/** The text is the same but for white space: what stands between the same two tokens is replaced where it differs. */
function whiteSpaceChanges(before: string, after: string): TextChange[] {
  if (before === after) return [];
  const gapsAfter = gaps(after);
  return gaps(before).flatMap((gap, i) => {
    const wanted = gapsAfter[i];
    if (wanted === undefined) return [];
    const change = trimmed(before.slice(gap.start, gap.end), after.slice(wanted.start, wanted.end), gap.start);
    return change === null ? [] : [change];
  });
}

/** The change without what is the same at its start and end, so that it stays on its own line. */
function trimmed(before: string, after: string, at: number): TextChange | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { start: at + head, end: at + before.length - tail, text: after.slice(head, after.length - tail) };
}

/** What stands before each token that is not white space, and at the end. */
function gaps(text: string): Range[] {
  const found: Range[] = [];
  let start = 0;
  for (const token of lex(text)) {
    if (isBlank(token)) continue;
    found.push({ start, end: token.start });
    start = token.end;
  }
  return found;
}

const isBlank = ({ kind }: Token) => kind === 'space' || kind === 'newline';

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;
