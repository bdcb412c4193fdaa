/** Paths that lead to files: of imports, and of arguments that name a file. */
import type { DocumentLink } from 'vscode-languageserver';
import { type FileTree, importedFile, type Range } from '../language/index.ts';
import { encoded, hasScheme } from '../workspace/uri.ts';
import { type Checked, rangeIn } from './document.ts';
import { callsIn } from './nodes.ts';
import { anyCallable } from './open-call.ts';

export function documentLinks({ document, analysis }: Checked): DocumentLink[] {
  const links = [...importPaths(analysis.tree), ...argumentPaths(analysis.tree)];
  return links.flatMap(({ path, range }) => {
    const target = importedFile(document.uri, path);
    // An unsaved document has no folder to start from.
    if (path === '' || !hasScheme(target)) return [];
    // Without the quotation marks.
    const inner = { start: range.start + 1, end: Math.max(range.start + 1, range.end - 1) };
    return [{ range: rangeIn(document, inner), target: encoded(target) }];
  });
}

interface Written {
  readonly path: string;
  readonly range: Range;
}

const importPaths = ({ items }: FileTree): Written[] =>
  items.flatMap((item) =>
    item.kind === 'import' && item.path !== null ? [{ path: item.path.text, range: item.path }] : [],
  );

/** Data and weights: what the catalog says is the path of a file. */
function argumentPaths({ items }: FileTree): Written[] {
  const settings = items.filter(({ kind }) => kind === 'data' || kind === 'train');
  return settings.flatMap(callsIn).flatMap(({ callee, args }) => {
    const described = anyCallable(callee.text, 'settings')?.args ?? {};
    const order = Object.keys(described);
    let position = 0;
    return args.flatMap(({ name, value }) => {
      const argument = described[name?.text ?? order[position++] ?? ''];
      const isFile = argument?.kind === 'string' && argument.path === 'file';
      return isFile && value.kind === 'string' ? [{ path: value.value, range: value }] : [];
    });
  });
}
