/** In an import: what the file defines between the braces, the files of the workspace behind `from`. */
import { type CompletionItem, CompletionItemKind, TextEdit } from 'vscode-languageserver';
import { type ImportItem, importedFile } from '../language/index.ts';
import { canonical, importPath } from '../workspace/uri.ts';
import { type Checked, contains, rangeIn } from './document.ts';
import { itemSignature } from './item-signature.ts';

/** The import whose path or braces hold the place. */
export function importAt({ analysis }: Checked, offset: number): { item: ImportItem; part: 'path' | 'names' } | null {
  for (const item of analysis.tree.items) {
    if (item.kind !== 'import' || !contains(item, offset)) continue;
    // Between the quotation marks, of which the second may be missing.
    if (item.path !== null && item.path.start < offset && contains(item.path, offset)) return { item, part: 'path' };
    const { text } = analysis;
    const open = text.indexOf('{', item.start);
    const close = text.indexOf('}', item.start);
    if (open >= 0 && open < offset && (close < 0 || offset <= close)) return { item, part: 'names' };
  }
  return null;
}

export function importItems(checked: Checked, offset: number, uris: readonly string[]): CompletionItem[] {
  const found = importAt(checked, offset);
  if (found === null) return [];
  return found.part === 'path' ? pathItems(checked, found.item, uris) : nameItems(checked, found.item);
}

function nameItems({ document, library }: Checked, { path, names }: ImportItem): CompletionItem[] {
  const source = path === null ? null : library.open(importedFile(document.uri, path.text));
  if (source === null || 'problem' in source) return [];
  const given = new Set(names.map(({ name }) => name.text));
  return source.tree.items.flatMap((item) => {
    const signature = itemSignature(item, source.text);
    if (signature === null || !('name' in item) || item.name === null || given.has(item.name.text)) return [];
    return [
      {
        label: item.name.text,
        detail: `${item.kind} ${signature.label}`,
        kind: item.kind === 'fn' ? CompletionItemKind.Function : CompletionItemKind.Class,
      },
    ];
  });
}

function pathItems({ document, analysis }: Checked, { path }: ImportItem, uris: readonly string[]): CompletionItem[] {
  if (path === null) return [];
  const closed = path.end > path.start + 1 && analysis.text[path.end - 1] === '"';
  const range = rangeIn(document, { start: path.start + 1, end: closed ? path.end - 1 : path.end });
  return uris.flatMap((uri) => {
    const label = canonical(uri) === canonical(document.uri) ? null : importPath(document.uri, uri);
    return label === null ? [] : [{ label, kind: CompletionItemKind.File, textEdit: TextEdit.replace(range, label) }];
  });
}
