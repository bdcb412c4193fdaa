/** The outline: models and blocks with their layers and shapes, functions, data, trains. */
import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver';
import { formatShape } from '../../model/shape.ts';
import type { Item, LayerSite, Range } from '../language/index.ts';
import { type Checked, rangeIn } from './document.ts';
import { marked, Shown } from './instances.ts';

interface Entry {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly range: Range;
  readonly selection: Range;
}

export function documentSymbols(checked: Checked): DocumentSymbol[] {
  const { analysis } = checked;
  const entries = [...analysis.tree.items.flatMap((item) => ofItem(item)), ...callsIn(checked)];
  entries.sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
  const roots: DocumentSymbol[] = [];
  const open: { readonly end: number; readonly children: DocumentSymbol[] }[] = [];
  for (const entry of entries) {
    while (open.length > 0 && (open.at(-1)?.end ?? 0) <= entry.range.start) open.pop();
    const symbol = symbolOf(entry, checked);
    (open.at(-1)?.children ?? roots).push(symbol);
    open.push({ end: entry.range.end, children: symbol.children ?? [] });
  }
  return roots;
}

function symbolOf({ name, detail, kind, range, selection }: Entry, { document }: Checked): DocumentSymbol {
  return {
    // An outline entry without a name is refused by the protocol.
    name: name === '' ? '(no name)' : name,
    detail,
    kind,
    range: rangeIn(document, {
      start: Math.min(range.start, selection.start),
      end: Math.max(range.end, selection.end),
    }),
    selectionRange: rangeIn(document, selection),
    children: [],
  };
}

function ofItem(item: Item): Entry[] {
  const entry = (name: (Entry['selection'] & { text: string }) | null, kind: SymbolKind, detail: string): Entry[] => [
    {
      name: name?.text ?? '',
      detail,
      kind,
      range: item,
      selection: name ?? { start: item.start, end: item.start },
    },
  ];
  switch (item.kind) {
    case 'model':
    case 'block':
      return entry(item.name, SymbolKind.Class, item.kind);
    case 'fn':
      return entry(item.name, SymbolKind.Function, 'function');
    case 'data':
      return entry(item.name, SymbolKind.Object, 'data');
    case 'train':
      return entry(
        item.as ?? item.model,
        SymbolKind.Event,
        item.data === null ? 'train' : `train on ${item.data.text}`,
      );
    case 'search':
      return entry(item.train, SymbolKind.Event, 'search');
    case 'import':
      return [];
  }
}

function callsIn(checked: Checked): Entry[] {
  const { layers, calls } = checked.analysis;
  const shown = new Shown(checked);
  const ofLayer = (site: LayerSite): Entry[] => {
    const instance = shown.layer(site) ?? site.instances[0];
    if (instance === undefined) return [];
    const { entry, instantiation } = instance;
    const several = instantiation !== null || site.instances.length > 1;
    const shape = marked(instance, site.instances, ({ output }) => formatShape(output));
    return [
      {
        // In a block or loop the name that it has in every round.
        name: several ? (entry.id.split('.').at(-1) ?? entry.id) : entry.id,
        detail: site.kind === 'input' ? shape : `${entry.layer} ⟶ ${shape}`,
        kind: site.kind === 'input' ? SymbolKind.Variable : SymbolKind.Function,
        range: site.call,
        selection: site.callee,
      },
    ];
  };
  const ofBlock = (site: (typeof calls)[number]): Entry[] => {
    const instance = shown.block(site) ?? site.instances[0];
    if (instance === undefined) return [];
    const shape = marked(instance, site.instances, ({ output }) => formatShape(output));
    return [
      {
        name: instance.block,
        detail: `⟶ ${shape}`,
        kind: SymbolKind.Class,
        range: site.call,
        selection: site.callee,
      },
    ];
  };
  return [...layers.flatMap(ofLayer), ...calls.flatMap(ofBlock)];
}
