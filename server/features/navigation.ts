/** Definition, references, highlight and rename: four questions about one table. */
import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type Range as LspRange,
  type Position,
  ResponseError,
  TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { type Checked, contains, rangeIn } from './document.ts';
import { clash, occurrences, thingAt } from './symbols.ts';

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const INVALID_PARAMS = -32602;

export function definition({ document, analysis }: Checked, position: Position): Location | null {
  const thing = thingAt(analysis, document.offsetAt(position));
  return thing === undefined ? null : { uri: document.uri, range: rangeIn(document, thing.definition) };
}

export function references({ document, analysis }: Checked, position: Position, withDefinition: boolean): Location[] {
  const thing = thingAt(analysis, document.offsetAt(position));
  if (thing === undefined) return [];
  const ranges = withDefinition ? occurrences(thing) : thing.references;
  return ranges.map((range) => ({ uri: document.uri, range: rangeIn(document, range) }));
}

export function highlights({ document, analysis }: Checked, position: Position): DocumentHighlight[] {
  const thing = thingAt(analysis, document.offsetAt(position));
  if (thing === undefined) return [];
  return [
    { range: rangeIn(document, thing.definition), kind: DocumentHighlightKind.Write },
    ...thing.references.map((range) => ({ range: rangeIn(document, range), kind: DocumentHighlightKind.Read })),
  ];
}

/** The range of the name at the place, `null` where nothing can be renamed. */
export function prepareRename(
  { document, analysis }: Checked,
  position: Position,
): { range: LspRange; placeholder: string } | null {
  const offset = document.offsetAt(position);
  const thing = thingAt(analysis, offset);
  const range = thing === undefined ? undefined : occurrences(thing).find((found) => contains(found, offset));
  return range === undefined || thing === undefined
    ? null
    : { range: rangeIn(document, range), placeholder: thing.name };
}

/** @throws ResponseError where the new name is none, or is taken. */
export function rename({ document, analysis }: Checked, position: Position, newName: string): WorkspaceEdit | null {
  const thing = thingAt(analysis, document.offsetAt(position));
  if (thing === undefined) return null;
  if (!NAME.test(newName))
    throw new ResponseError(INVALID_PARAMS, `${newName} is no name: letters, digits and _ after a letter or _.`);
  const taken = clash(analysis, thing, newName);
  if (taken !== undefined) {
    const article = /^[aeiou]/.test(taken.kind) ? 'an' : 'a';
    throw new ResponseError(INVALID_PARAMS, `There is ${article} ${taken.kind} called ${newName} already.`);
  }
  const edits = occurrences(thing).map((range) => TextEdit.replace(rangeIn(document, range), newName));
  return { changes: { [document.uri]: edits } };
}
