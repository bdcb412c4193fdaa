/** Colors by meaning where the grammar sees only a word: a layer, a tensor, a value, a block. */
import { type SemanticTokens, SemanticTokensBuilder, type SemanticTokensLegend } from 'vscode-languageserver';
import type { NameKind, Range } from '../language/index.ts';
import { type Checked, rangeIn } from './document.ts';

const types = ['function', 'variable', 'parameter', 'class', 'method'] as const;
const modifiers = ['definition'] as const;

type TokenType = (typeof types)[number];

export const legend: SemanticTokensLegend = { tokenTypes: [...types], tokenModifiers: [...modifiers] };

/** A layer is a `function`; what the person defines to be called has other colors. */
const typeOf: { readonly [K in NameKind]: TokenType } = {
  tensor: 'variable',
  input: 'variable',
  head: 'variable',
  shared: 'variable',
  let: 'variable',
  variable: 'variable',
  parameter: 'parameter',
  model: 'class',
  block: 'class',
  import: 'class',
  function: 'method',
  data: 'class',
  train: 'class',
  search: 'class',
};

interface Colored {
  readonly range: Range;
  readonly type: TokenType;
  readonly defines: boolean;
}

export function semanticTokens(checked: Checked): SemanticTokens {
  const { document } = checked;
  const builder = new SemanticTokensBuilder();
  let written: Range = { start: -1, end: 0 };
  for (const { range, type, defines } of colored(checked)) {
    // A name cannot be two things: of faulty text the first meaning holds.
    if (range.start < written.end || range.start === range.end) continue;
    written = range;
    const { start, end } = rangeIn(document, range);
    builder.push(start.line, start.character, end.character - start.character, types.indexOf(type), defines ? 1 : 0);
  }
  return builder.build();
}

function colored({ analysis }: Checked): Colored[] {
  const layers = analysis.layers.map(({ callee }): Colored => ({ range: callee, type: 'function', defines: false }));
  const names = analysis.names.flatMap(({ kind, definition, references }): Colored[] => [
    { range: definition, type: typeOf[kind], defines: true },
    ...references.map((range) => ({ range, type: typeOf[kind], defines: false })),
  ]);
  return [...layers, ...names].sort((a, b) => a.range.start - b.range.start);
}
