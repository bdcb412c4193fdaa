/** Models, blocks, functions, data and trains of all files whose names match what is typed. */
import { SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Outline, OutlineItem } from '../workspace/outlines.ts';
import { rangeIn } from './document.ts';

const kinds: { readonly [K in OutlineItem['kind']]: SymbolKind } = {
  model: SymbolKind.Class,
  block: SymbolKind.Class,
  fn: SymbolKind.Function,
  data: SymbolKind.Object,
  train: SymbolKind.Event,
};

/** Those of one file. `document`: its text, asked for where something matches. */
export function symbolsOf(
  { uri, items }: Outline,
  query: string,
  document: () => TextDocument | null,
): WorkspaceSymbol[] {
  const found = items.filter(({ name }) => matches(name, query));
  const text = found.length === 0 ? null : document();
  if (text === null) return [];
  return found.map(({ kind, name, nameRange }) => ({
    name,
    kind: kinds[kind],
    containerName: `${kind} in ${uri.slice(uri.lastIndexOf('/') + 1)}`,
    location: { uri: text.uri, range: rangeIn(text, nameRange) },
  }));
}

/** Whether the letters come in this order: `rn50` finds ResNet50. */
export function matches(name: string, query: string): boolean {
  const letters = name.toLowerCase();
  let at = -1;
  return [...query.toLowerCase()].every((letter) => {
    at = letters.indexOf(letter, at + 1);
    return at >= 0;
  });
}
