/** Colors by meaning where the grammar sees only a word: a layer, a tensor, a value, a model. */
import { type SemanticTokens, SemanticTokensBuilder, type SemanticTokensLegend } from 'vscode-languageserver';
import type { Range } from '../language/index.ts';
import type { Checked } from './document.ts';
import { type NamedThing, namedThings } from './symbols.ts';

const types = ['function', 'variable', 'parameter', 'class'] as const;
const modifiers = ['definition'] as const;

export const legend: SemanticTokensLegend = { tokenTypes: [...types], tokenModifiers: [...modifiers] };

const typeOf: { readonly [W in NamedThing['what']]: (typeof types)[number] } = {
  tensor: 'variable',
  let: 'variable',
  parameter: 'parameter',
  model: 'class',
  data: 'class',
};

export function semanticTokens({ document, analysis }: Checked): SemanticTokens {
  const callees = analysis.models.flatMap(({ inputs, layers }) => [...inputs, ...layers].map(({ callee }) => callee));
  const tokens = [
    ...callees.map((range) => ({ range, type: 'function' as const, defines: false })),
    ...namedThings(analysis).flatMap(({ what, definition, references }) => [
      { range: definition, type: typeOf[what], defines: true },
      ...references.map((range) => ({ range, type: typeOf[what], defines: false })),
    ]),
  ].sort((a, b) => a.range.start - b.range.start);
  const builder = new SemanticTokensBuilder();
  let written: Range = { start: -1, end: 0 };
  for (const { range, type, defines } of tokens) {
    // A name cannot be two things: of faulty text the first meaning holds.
    if (range.start < written.end || range.start === range.end) continue;
    written = range;
    const { line, character } = document.positionAt(range.start);
    builder.push(line, character, range.end - range.start, types.indexOf(type), defines ? 1 : 0);
  }
  return builder.build();
}
