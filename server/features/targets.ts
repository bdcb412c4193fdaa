/**
 * What a place in the text speaks of, whatever file defines it; and where other files speak of the same. A name that is
 * imported means the item it stands for; an argument means the parameter of the block that is called.
 */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileTree, ImportItem, Item, Library, Name, NamedThing, NameKind, Range } from '../language/index.ts';
import { canonical } from '../workspace/uri.ts';
import { contains } from './document.ts';
import { importedItem } from './imported.ts';
import { callsIn } from './nodes.ts';
import { occurrences, thingAt } from './symbols.ts';

/** A file with its names; `document.uri` is the name that imports are read from. */
export interface FileNames {
  readonly document: TextDocument;
  readonly tree: FileTree;
  readonly names: readonly NamedThing[];
  readonly library: Library;
}

/** Something that has a name and can be reached from other files, or a name of one file alone (`item` is `null`). */
export interface Target {
  readonly name: string;
  readonly kind: NameKind;
  /** The file that defines it. */
  readonly file: string;
  readonly definition: Range;
  /** The name of the item of that file, by which others import it. */
  readonly item: string | null;
}

type Callable = Extract<Item, { readonly kind: 'model' | 'block' | 'fn' }>;

const isCallable = (item: Item): item is Callable =>
  item.kind === 'model' || item.kind === 'block' || item.kind === 'fn';
const kindOf = ({ kind }: Callable): NameKind => (kind === 'fn' ? 'function' : kind);

/** What stands at the place, with the range of the word there. */
export function targetAt(file: FileNames, offset: number): { readonly target: Target; readonly at: Range } | null {
  const written = importedWord(file, offset);
  if (written !== null) {
    const target = throughImport(file, written.from);
    return target === null ? null : { target, at: written.at };
  }
  const thing = thingAt(file, offset);
  if (thing === undefined) return argumentAt(file, offset);
  const at = occurrences(thing).find((range) => contains(range, offset)) ?? thing.definition;
  const named = (thing.from === undefined ? null : throughImport(file, thing.from)) ?? ownTarget(file, thing);
  return { target: named, at };
}

/** What the file itself defines: its items, names within them, a name that it gives to an import. */
export function ownTarget({ document, tree }: FileNames, thing: NamedThing): Target {
  const { name, kind, definition, scope } = thing;
  const item = tree.items.find(
    (found): found is Callable =>
      isCallable(found) &&
      (scope === null ? found.name?.start === definition.start : kind === 'parameter' && found.start === scope.start),
  );
  return { name, kind, file: document.uri, definition, item: item?.name?.text ?? null };
}

/** Ranges in the file that speak of the target. `renamed`: only those that have its name, not another that the file gave it. */
export function occurrencesIn(file: FileNames, target: Target, renamed = false): Range[] {
  const own = file.names.find(
    ({ definition }) => sameFile(file.document.uri, target.file) && definition.start === target.definition.start,
  );
  if (own !== undefined) return [...occurrences(own)];
  if (target.item === null) return [];
  return importsOf(file, target).flatMap(({ name, as, thing }) => {
    if (target.kind === 'parameter') return argumentsNamed(file, thing, target.name);
    const used = as === null || !renamed ? (thing?.references ?? []) : [];
    return as === null ? [plain(name), ...used] : [plain(name), ...(renamed ? [] : [plain(as)]), ...used];
  });
}

const plain = ({ start, end }: Range): Range => ({ start, end });

/** A word in the braces of an import that has another name behind it: `Bottleneck as Block`. */
function importedWord({ tree }: FileNames, offset: number): { from: { path: string; name: string }; at: Range } | null {
  for (const { names, path } of importsIn(tree)) {
    const found = names.find(({ name, as }) => as !== null && contains(name, offset));
    if (found !== undefined && path !== null)
      return { from: { path: path.text, name: found.name.text }, at: plain(found.name) };
  }
  return null;
}

const importsIn = ({ items }: FileTree): ImportItem[] =>
  items.filter((item): item is ImportItem => item.kind === 'import');

function throughImport({ document, library }: FileNames, from: { path: string; name: string }): Target | null {
  const found = importedItem(library, document.uri, from);
  if (found === null || !isCallable(found.item)) return null;
  const { item, source } = found;
  return {
    name: item.name.text,
    kind: kindOf(item),
    file: source.file,
    definition: plain(item.name),
    item: item.name.text,
  };
}

interface Imported {
  readonly name: Name;
  readonly as: Name | null;
  /** The name that it has in the file. */
  readonly thing: NamedThing | undefined;
}

/** Entries of imports that lead to the item of the target. */
function importsOf(file: FileNames, target: Target): Imported[] {
  return importsIn(file.tree).flatMap(({ names, path }) =>
    names.flatMap(({ name, as }): Imported[] => {
      if (path === null) return [];
      const found = throughImport(file, { path: path.text, name: name.text });
      if (found?.item !== target.item || !sameFile(found.file, target.file)) return [];
      return [{ name, as, thing: file.names.find(({ definition }) => definition.start === (as ?? name).start) }];
    }),
  );
}

const sameFile = (a: string, b: string): boolean => a === b || canonical(a) === canonical(b);

/** `stride` of calls of an imported block: `Bottleneck(64, stride=2)`, `train ResNet50(classes = 37)`. */
function argumentsNamed({ tree }: FileNames, thing: NamedThing | undefined, name: string): Range[] {
  const uses = new Set(thing?.references.map(({ start }) => start));
  return tree.items
    .flatMap(callsIn)
    .filter(({ callee }) => uses.has(callee.start))
    .flatMap(({ args }) => args.flatMap((argument) => (argument.name?.text === name ? [plain(argument.name)] : [])));
}

/** The name of an argument in a call of something imported: the parameter that it gives a value. */
function argumentAt(file: FileNames, offset: number): { target: Target; at: Range } | null {
  for (const { callee, args } of file.tree.items.flatMap(callsIn)) {
    const name = args.find((argument) => argument.name !== null && contains(argument.name, offset))?.name;
    if (name == null) continue;
    const thing = file.names.find(({ references }) => references.some(({ start }) => start === callee.start));
    if (thing?.from === undefined) return null;
    const found = importedItem(file.library, file.document.uri, thing.from);
    if (found === null || !isCallable(found.item)) return null;
    const parameter = found.item.parameters.find((one) => one.name.text === name.text);
    if (parameter === undefined) return null;
    const { source, item } = found;
    const target: Target = {
      name: name.text,
      kind: 'parameter',
      file: source.file,
      definition: plain(parameter.name),
      item: item.name.text,
    };
    return { target, at: plain(name) };
  }
  return null;
}
