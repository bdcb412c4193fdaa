/** Imports follow files that are renamed or moved: those that lead to them, and those that they contain. */
import type { FileRename } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Outline } from '../workspace/outlines.ts';
import { canonical, importPath } from '../workspace/uri.ts';
import { changesIn, type FileEdit } from './edits.ts';

/** The changes of one file. `document`: its text, asked for where something changes. */
export function renameImports(
  { uri, imports }: Outline,
  renames: readonly FileRename[],
  document: () => TextDocument | null,
): FileEdit | null {
  const own = moved(uri, renames);
  const changes = imports.flatMap(({ target, path, pathRange }) => {
    const before = canonical(importPath(uri, target) ?? '');
    const after = importPath(own, moved(target, renames));
    if (after === null || canonical(after) === before) return [];
    // A path that was written without `./` stays so.
    const plain = path.startsWith('.') ? after : after.replace(/^\.\//, '');
    return [{ start: pathRange.start + 1, end: pathRange.end - 1, text: plain }];
  });
  const text = changes.length === 0 ? null : document();
  return text === null ? null : changesIn(text, changes);
}

/** Where a file is when files, or folders around it, have got their new names. */
function moved(uri: string, renames: readonly FileRename[]): string {
  const plain = canonical(uri);
  for (const { oldUri, newUri } of renames) {
    const from = canonical(oldUri);
    if (plain === from) return canonical(newUri);
    if (plain.startsWith(`${from}/`)) return canonical(newUri) + plain.slice(from.length);
  }
  return plain;
}
