/** Definition, references, highlight and rename: four questions about one table, in one file and across imports. */
import {
  type DocumentHighlight,
  DocumentHighlightKind,
  ErrorCodes,
  type Location,
  type Range as LspRange,
  type Position,
  ResponseError,
} from 'vscode-languageserver';
import { importedFile, type NamedThing } from '../language/index.ts';
import { canonical } from '../workspace/uri.ts';
import { type Checked, contains, locationIn, rangeIn } from './document.ts';
import { type FileEdit, replaceAll } from './edits.ts';
import { clash, occurrences, thingAt } from './symbols.ts';
import { type FileNames, occurrencesIn, type Target, targetAt } from './targets.ts';

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

export const namesOfChecked = ({ document, analysis, library }: Checked): FileNames => ({
  document,
  tree: analysis.tree,
  names: analysis.names,
  library,
});

/** What a place speaks of. */
export const targetIn = (checked: Checked, position: Position): Target | null =>
  targetAt(namesOfChecked(checked), checked.document.offsetAt(position))?.target ?? null;

export function definition(checked: Checked, position: Position): Location | null {
  const { document, analysis } = checked;
  const offset = document.offsetAt(position);
  for (const item of analysis.tree.items) {
    if (item.kind === 'import' && item.path !== null && contains(item.path, offset))
      return locationIn(checked, { start: 0, end: 0 }, importedFile(analysis.file, item.path.text));
  }
  const target = targetIn(checked, position);
  return target === null ? null : locationIn(checked, target.definition, target.file);
}

/** Where the files speak of the target; in the order of the files, the definition first in its own. */
export function references(target: Target, files: readonly FileNames[], withDefinition: boolean): Location[] {
  return files.flatMap((file) =>
    occurrencesIn(file, target)
      .filter(({ start }) => withDefinition || start !== target.definition.start || !isIn(target, file))
      .map((range) => ({ uri: file.document.uri, range: rangeIn(file.document, range) })),
  );
}

const isIn = ({ file }: Target, { document }: Pick<FileNames, 'document'>): boolean =>
  canonical(file) === canonical(document.uri);

export function highlights(checked: Checked, position: Position): DocumentHighlight[] {
  const { document, analysis } = checked;
  const thing = thingAt(analysis, document.offsetAt(position));
  if (thing !== undefined)
    return [
      { range: rangeIn(document, thing.definition), kind: DocumentHighlightKind.Write },
      ...thing.references.map((range) => ({ range: rangeIn(document, range), kind: DocumentHighlightKind.Read })),
    ];
  const target = targetIn(checked, position);
  if (target === null) return [];
  return occurrencesIn(namesOfChecked(checked), target).map((range) => ({
    range: rangeIn(document, range),
    kind: DocumentHighlightKind.Read,
  }));
}

/** The range of the name at the place, `null` where nothing can be renamed. */
export function prepareRename(checked: Checked, position: Position): { range: LspRange; placeholder: string } | null {
  const { document, analysis } = checked;
  const found = renamed(checked, position);
  if (found === null) return null;
  const { start, end } = found.at;
  return { range: rangeIn(document, found.at), placeholder: analysis.text.slice(start, end) };
}

/** What is renamed at a place: of an item that the file knows by another name, that name alone. */
function renamed(checked: Checked, position: Position) {
  const { document, analysis } = checked;
  const file = namesOfChecked(checked);
  const offset = document.offsetAt(position);
  const thing = thingAt(analysis, offset);
  if (thing?.from !== undefined && thing.name !== thing.from.name) {
    const at = occurrences(thing).find((range) => contains(range, offset)) ?? thing.definition;
    const { name, kind, definition: own } = thing;
    return { target: { name, kind, file: document.uri, definition: own, item: null } satisfies Target, at };
  }
  return targetAt(file, offset);
}

export const renameTarget = (checked: Checked, position: Position): Target | null =>
  renamed(checked, position)?.target ?? null;

/** @throws ResponseError where the new name is none, or is taken in one of the files. */
export function rename(target: Target, files: readonly FileNames[], newName: string): FileEdit[] {
  if (!NAME.test(newName)) throw refused(`${newName} is no name: letters, digits and _ after a letter or _.`);
  return files.flatMap((file) => {
    const ranges = occurrencesIn(file, target, true);
    if (ranges.length === 0) return [];
    const thing = file.names.find(({ definition: { start } }) => ranges.some((range) => range.start === start));
    const taken = thing === undefined ? undefined : clash(file, thing, newName);
    if (taken !== undefined) throw refused(sayTaken(taken, file, target));
    return [replaceAll(file.document, ranges, newName)];
  });
}

const refused = (message: string) => new ResponseError(ErrorCodes.InvalidParams, message);

function sayTaken({ kind, name }: NamedThing, { document }: FileNames, target: Target): string {
  const article = /^[aeiou]/.test(kind) ? 'an' : 'a';
  const where = isIn(target, { document }) ? '' : ` in ${document.uri.slice(document.uri.lastIndexOf('/') + 1)}`;
  return `There is ${article} ${kind} called ${name} already${where}.`;
}
