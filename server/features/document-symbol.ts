/** The outline: models with their layers and shapes, data, trains. */
import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver';
import { formatShape } from '../../model/shape.ts';
import type { Range } from '../language/index.ts';
import { type Checked, rangeIn } from './document.ts';

export function documentSymbols({ document, analysis }: Checked): DocumentSymbol[] {
  const symbol = (
    name: string,
    detail: string,
    kind: SymbolKind,
    range: Range,
    selection: Range,
    children: DocumentSymbol[] = [],
  ): DocumentSymbol => ({
    // An outline entry without a name is refused by the protocol.
    name: name === '' ? '(no name)' : name,
    detail,
    kind,
    range: rangeIn(document, {
      start: Math.min(range.start, selection.start),
      end: Math.max(range.end, selection.end),
    }),
    selectionRange: rangeIn(document, selection),
    children,
  });
  const models = analysis.models.map(({ name, range, nameRange, inputs, layers }) => {
    const children = [
      ...inputs.map((input) =>
        symbol(input.name, formatShape(input.shape), SymbolKind.Variable, input.range, input.callee),
      ),
      ...layers.map((layer) =>
        symbol(
          layer.entry.id,
          `${layer.entry.layer} ⟶ ${formatShape(layer.output)}`,
          SymbolKind.Function,
          layer.range,
          layer.callee,
        ),
      ),
    ];
    return symbol(name, 'model', SymbolKind.Class, range, nameRange, children);
  });
  const data = analysis.data.map(({ name, range, nameRange }) =>
    symbol(name, 'data', SymbolKind.Object, range, nameRange),
  );
  const trains = analysis.trains.map(({ name, range, nameRange, data: on }) =>
    symbol(name, on === null ? 'train' : `train on ${on}`, SymbolKind.Event, range, nameRange),
  );
  return [...models, ...data, ...trains].sort((a, b) => a.range.start.line - b.range.start.line);
}
