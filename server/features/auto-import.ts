/** Blocks and models of other files: what a completion or quick fix adds so that they can be called here. */
import type { ImportItem, TextChange } from '../language/index.ts';
import type { Outline } from '../workspace/outlines.ts';
import { canonical, importPath } from '../workspace/uri.ts';
import type { Checked } from './document.ts';

export interface Importable {
  readonly name: string;
  readonly kind: 'block' | 'model' | 'fn';
  readonly required: readonly string[];
  /** As an import of this file writes it. */
  readonly path: string;
}

/** What another file offers and this one does not know by that name yet. */
export function importables({ document, analysis }: Checked, { uri, items }: Outline): Importable[] {
  if (canonical(uri) === canonical(document.uri)) return [];
  const path = importPath(document.uri, uri);
  const known = new Set(analysis.names.filter(({ scope }) => scope === null).map(({ name }) => name));
  return items.flatMap(({ kind, name, required }) =>
    path === null || known.has(name) || (kind !== 'block' && kind !== 'model' && kind !== 'fn')
      ? []
      : [{ name, kind, required, path }],
  );
}

/** Puts the name among those imported from the file already, else below the other imports, else at the top of the file. */
export function importChange({ analysis }: Checked, { name, path }: Importable): TextChange {
  const { text, tree } = analysis;
  const imports = tree.items.filter((item): item is ImportItem => item.kind === 'import');
  const same = imports.find((item) => item.path?.text === path)?.names.at(-1);
  if (same !== undefined) {
    const { end } = same.as ?? same.name;
    return { start: end, end, text: `, ${name}` };
  }
  const line = `import { ${name} } from "${path}"\n`;
  const last = imports.at(-1);
  const start = last === undefined ? behindHead(text) : lineBehind(text, last.end);
  return { start, end: start, text: start > 0 && text[start - 1] !== '\n' ? `\n${line}` : line };
}

const lineBehind = (text: string, offset: number): number => {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
};

/** Behind the comment that a file starts with and the empty lines below it. */
const behindHead = (text: string): number => /^(?:[ \t]*(?:#[^\n]*)?\n)*/.exec(text)?.[0].length ?? 0;
