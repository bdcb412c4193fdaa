/** What can be called in a file: its own items and what it imports, each with the file whose names it sees. */

import type { Range } from './analysis.ts';
import { type Details, nearest, renameFix } from './evaluate/reporter.ts';
import type { FileScope } from './evaluate/values.ts';
import { importedFile, type Library, type SourceFile } from './library.ts';
import type { DataItem, FunctionItem, ImportItem, ModelItem, Name, TrainItem } from './syntax/tree.ts';

type Callables = Map<string, { item: ModelItem; scope: FileScope }>;
type Functions = Map<string, { item: FunctionItem; scope: FileScope }>;

/** Says what is wrong with an import. */
export type SayImport = (code: string, at: Range, message: string, details?: Details) => void;

export interface OpenedScope {
  readonly scope: FileScope;
  /** The files it imports from, directly and through others. */
  readonly imports: readonly string[];
}

/** The scope of a file. What is wrong with its own imports is said; of imported files only what is asked for counts. */
export function openScope(source: SourceFile, library: Library, say: SayImport): OpenedScope {
  const opened = new Map<string, FileScope>();
  const scope = open(source, library, say, opened, []);
  return { scope, imports: [...opened.keys()].filter((file) => file !== source.file) };
}

function open(
  source: SourceFile,
  library: Library,
  say: SayImport,
  opened: Map<string, FileScope>,
  path: readonly string[],
): FileScope {
  const callables: Callables = new Map();
  const functions: Functions = new Map();
  const data = new Map<string, DataItem>();
  const trains: TrainItem[] = [];
  const scope: FileScope = { file: source.file, text: source.text, callables, functions, data, trains };
  opened.set(source.file, scope);
  for (const item of source.tree.items) {
    if (item.kind === 'import') importInto(scope, item, source, library, say, opened, path);
    else if (item.kind === 'train') trains.push(item);
    else if (item.kind === 'search' || item.name === null) continue;
    else if (item.kind === 'fn') functions.set(item.name.text, { item, scope });
    else if (item.kind === 'data') data.set(item.name.text, item);
    else if (!callables.has(item.name.text)) callables.set(item.name.text, { item, scope });
  }
  return scope;
}

/** Files that import files that import files. */
const DEEPEST_IMPORT = 100;

function importInto(
  scope: FileScope,
  item: ImportItem,
  source: SourceFile,
  library: Library,
  say: SayImport,
  opened: Map<string, FileScope>,
  path: readonly string[],
): void {
  if (item.path === null) return;
  const file = importedFile(source.file, item.path.text);
  const target = file === source.file ? { problem: 'A file cannot import from itself.' } : library.open(file);
  if ('problem' in target) {
    say('import-not-found', item.path, `${item.path.text}: ${target.problem}`);
    return;
  }
  if (path.length === DEEPEST_IMPORT) {
    const message = `${item.path.text}: files import each other more than ${DEEPEST_IMPORT} deep here.`;
    say('import-not-found', item.path, message);
    return;
  }
  if (path.includes(file)) {
    const round = [...path.slice(path.indexOf(file)), source.file, file].map(baseName).join(' → ');
    say('import-cycle', item.path, `These files import each other: ${round}.`);
    return;
  }
  const from = opened.get(file) ?? open(target, library, cyclesOnly(item.path, say), opened, [...path, source.file]);
  for (const { name, as } of item.names) {
    const own = (as ?? name).text;
    const callable = from.callables.get(name.text);
    const fn = from.functions.get(name.text);
    if (callable !== undefined) (scope.callables as Callables).set(own, callable);
    else if (fn !== undefined) (scope.functions as Functions).set(own, fn);
    else sayNotThere(name, item.path.text, from, say);
  }
}

const baseName = (file: string) => file.slice(file.lastIndexOf('/') + 1);

function sayNotThere(name: Name, path: string, from: FileScope, say: SayImport): void {
  const known = [...from.callables.keys(), ...from.functions.keys()];
  const there = known.length === 0 ? 'nothing that can be imported' : known.join(', ');
  say('import-not-found', name, `${path} has no ${name.text}; it has ${there}.`, {
    fixes: renameFix(name, nearest(name.text, known)),
  });
}

/** Of what is wrong with the imports of an imported file, a cycle concerns the file that is checked. */
const cyclesOnly =
  (at: Name, say: SayImport): SayImport =>
  (code, _, message) => {
    if (code === 'import-cycle') say(code, at, message);
  };
