/** Imports by path, one for each file, their names in order and used. */
import type { ImportItem, TextChange } from '../language/index.ts';
import type { Checked } from './document.ts';

/** The changes that put the imports in order; none where they are, or where a comment stands among their names. */
export function organizedImports({ analysis }: Checked): TextChange[] {
  const { text, tree, names } = analysis;
  const imports = tree.items.filter((item): item is ImportItem => item.kind === 'import');
  const [first, ...others] = imports;
  const inside = (offset: number) => imports.some(({ start, end }) => start <= offset && offset < end);
  const isWhole = imports.every(({ path }) => path !== null) && tree.problems.every(({ start }) => !inside(start));
  const hasComments = tree.tokens.some(({ kind, start }) => kind === 'comment' && inside(start));
  if (first === undefined || !isWhole || hasComments) return [];
  const used = (start: number) => names.find(({ definition }) => definition.start === start)?.references.length !== 0;
  const byPath = new Map<string, Set<string>>();
  for (const { path, names: entries } of imports) {
    const known = byPath.get(path?.text ?? '') ?? new Set();
    byPath.set(path?.text ?? '', known);
    for (const { name, as } of entries)
      if (used((as ?? name).start)) known.add(as === null ? name.text : `${name.text} as ${as.text}`);
  }
  const wanted = [...byPath]
    .filter(([, entries]) => entries.size > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, entries]) => `import { ${[...entries].sort().join(', ')} } from "${path}"`);
  const written = imports.map(({ start, end }) => text.slice(start, end));
  if (wanted.join('\n') === written.join('\n')) return [];
  const gone = (wanted.length === 0 ? imports : others).map((item) => ({ ...wholeLine(item, text), text: '' }));
  return wanted.length === 0 ? gone : [{ start: first.start, end: first.end, text: wanted.join('\n') }, ...gone];
}

/** With the line break behind it where it stands alone on its lines. */
function wholeLine({ start, end }: ImportItem, text: string): { start: number; end: number } {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const behind = /^[ \t]*\r?\n/.exec(text.slice(end))?.[0];
  return before.trim() === '' && behind !== undefined
    ? { start: start - before.length, end: end + behind.length }
    : { start, end };
}
