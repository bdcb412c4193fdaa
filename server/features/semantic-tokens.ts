/** Colors by meaning where the grammar sees only a word: a layer, a tensor, a value, a block. */
import { type Range as LspRange, SemanticTokensBuilder, type SemanticTokensLegend } from 'vscode-languageserver';
import { isLayerName } from '../../model/layers/index.ts';
import type { Expression, Name, NameKind, Range } from '../language/index.ts';
import { type Checked, rangeIn } from './document.ts';
import { isCall, type Node, nodesIn } from './nodes.ts';

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

/** `within`: a part of the text; all of it when absent. `builder`: that of the last answer, which it is told apart from. */
export function semanticTokens(
  checked: Checked,
  within: LspRange | null = null,
  builder = new SemanticTokensBuilder(),
): SemanticTokensBuilder {
  const { document } = checked;
  const part = within === null ? null : { start: document.offsetAt(within.start), end: document.offsetAt(within.end) };
  let written: Range = { start: -1, end: 0 };
  for (const { range, type, defines } of colored(checked)) {
    // A name cannot be two things: of faulty text the first meaning holds.
    if (range.start < written.end || range.start === range.end) continue;
    written = range;
    if (part !== null && (range.end < part.start || range.start > part.end)) continue;
    const { start, end } = rangeIn(document, range);
    builder.push(start.line, start.character, end.character - start.character, types.indexOf(type), defines ? 1 : 0);
  }
  return builder;
}

function colored({ analysis }: Checked): Colored[] {
  const names = analysis.names.flatMap(({ kind, definition, references }): Colored[] => [
    { range: definition, type: typeOf[kind], defines: true },
    ...references.map((range) => ({ range, type: typeOf[kind], defines: false })),
  ]);
  // Names come first: a block may be called like a layer.
  return [...names, ...layers(analysis)].sort((a, b) => a.range.start - b.range.start);
}

/** Layers wherever they are written, also in branches that are never taken. */
function layers({ tree }: Checked['analysis']): Colored[] {
  return tree.items.flatMap((item) => {
    if (item.kind !== 'model' && item.kind !== 'block') return [];
    return nodesIn(item).flatMap((node): Colored[] => {
      const callee = calleeOf(node);
      return callee === null || !isLayerName(callee.text) ? [] : [{ range: callee, type: 'function', defines: false }];
    });
  });
}

/** A call or join, or a name where a layer can stand. */
function calleeOf(node: Node): Name | null {
  if (isCall(node)) return node.callee;
  const { value } = node as { readonly value?: Expression };
  return node.kind === 'expression' && value?.kind === 'name' ? value : null;
}
