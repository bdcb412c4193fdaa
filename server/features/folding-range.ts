import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import { lex } from '../language/index.ts';
import type { Checked } from './document.ts';

/** Items from brace to brace, and runs of comment lines. */
export function foldingRanges({ document, analysis }: Checked): FoldingRange[] {
  const lineOf = (offset: number) => document.positionAt(offset).line;
  const items = [...analysis.models, ...analysis.data, ...analysis.trains].map(({ range }) => ({
    startLine: lineOf(range.start),
    endLine: lineOf(range.end) - 1,
  }));
  const comments: FoldingRange[] = [];
  const whole = lex(analysis.text).filter(
    ({ kind, start }) => kind === 'comment' && document.positionAt(start).character === 0,
  );
  for (const { start } of whole) {
    const line = lineOf(start);
    const last = comments.at(-1);
    if (last !== undefined && last.endLine === line - 1) last.endLine = line;
    else comments.push({ startLine: line, endLine: line, kind: FoldingRangeKind.Comment });
  }
  return [...items, ...comments].filter(({ startLine, endLine }) => endLine > startLine);
}
