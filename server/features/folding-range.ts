import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import type { Checked } from './document.ts';
import { nodesIn } from './nodes.ts';

/** Whatever ends with a bracket some lines below, the bracket left in sight; and runs of comment lines. */
export function foldingRanges(checked: Checked): FoldingRange[] {
  const { document, analysis } = checked;
  const lineOf = (offset: number) => document.positionAt(offset).line;
  const folds = new Map<number, FoldingRange>();
  for (const node of analysis.tree.items.flatMap(nodesIn)) {
    const startLine = lineOf(node.start);
    const endLine = lineOf(node.end) - 1;
    // Of several that start on a line the outermost.
    if (endLine > startLine && !folds.has(startLine) && ')]}'.includes(analysis.text[node.end - 1] ?? ' '))
      folds.set(startLine, { startLine, endLine });
  }
  return [...folds.values(), ...comments(checked)];
}

/** Comments that stand alone on lines one below the other. */
function comments({ document, analysis }: Checked): FoldingRange[] {
  const folds: FoldingRange[] = [];
  for (const { kind, start } of analysis.tree.tokens) {
    const { line, character } = document.positionAt(start);
    if (kind !== 'comment' || character !== 0) continue;
    const last = folds.at(-1);
    if (last !== undefined && last.endLine === line - 1) last.endLine = line;
    else folds.push({ startLine: line, endLine: line, kind: FoldingRangeKind.Comment });
  }
  return folds.filter(({ startLine, endLine }) => endLine > startLine);
}
