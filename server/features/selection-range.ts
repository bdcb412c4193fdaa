import type { Position, SelectionRange } from 'vscode-languageserver';
import type { Range } from '../language/index.ts';
import { type Checked, contains, rangeIn } from './document.ts';
import { nodesIn } from './nodes.ts';
import { tokenIndexAt } from './tokens.ts';

/** From the word at a place outwards: argument, call, flow, braces, item, file. */
export function selectionRanges({ document, analysis }: Checked, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => {
    const offset = document.offsetAt(position);
    const token = analysis.tree.tokens[tokenIndexAt(analysis, offset)];
    const item = analysis.tree.items.find((found) => contains(found, offset));
    const nodes = item === undefined ? [] : nodesIn(item).filter((node) => contains(node, offset));
    const isWord = token !== undefined && !['space', 'newline', 'end'].includes(token.kind);
    const around: Range[] = [
      { start: 0, end: analysis.text.length },
      ...nodes,
      ...(isWord && contains(token, offset) ? [token] : []),
    ].sort((a, b) => b.end - b.start - (a.end - a.start));
    let selection: SelectionRange | undefined;
    let last: Range | undefined;
    for (const range of around) {
      // Each lies within the one before and is smaller.
      if (last !== undefined && (range.start < last.start || range.end > last.end)) continue;
      if (last !== undefined && range.start === last.start && range.end === last.end) continue;
      last = range;
      selection = { range: rangeIn(document, range), ...(selection === undefined ? {} : { parent: selection }) };
    }
    return selection ?? { range: { start: position, end: position } };
  });
}
