/** What an imported name stands for, in the file that defines it. */
import { type Item, importedFile, type Library, type Name, type SourceFile } from '../language/index.ts';

export interface Imported {
  readonly source: SourceFile;
  readonly item: Item & { readonly name: Name };
}

/** Follows names that the other file imports itself; `null` where there is none. */
export function importedItem(
  library: Library,
  file: string,
  from: { readonly path: string; readonly name: string },
  seen: readonly string[] = [],
): Imported | null {
  const target = importedFile(file, from.path);
  if (seen.includes(target)) return null;
  const source = library.open(target);
  if ('problem' in source) return null;
  for (const item of source.tree.items) {
    if (item.kind === 'import') {
      const again = item.names.find(({ name, as }) => (as ?? name).text === from.name);
      if (again === undefined || item.path === null) continue;
      return importedItem(library, target, { path: item.path.text, name: again.name.text }, [...seen, target]);
    }
    if ((item.kind === 'model' || item.kind === 'block' || item.kind === 'fn') && item.name?.text === from.name)
      return { source, item: item as Imported['item'] };
  }
  return null;
}
