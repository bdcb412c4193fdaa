/**
 * What a word that nothing is called was meant to be: by the table of other frameworks' words, else by its letters. A
 * guess is offered; what is certain is also applied without asking.
 */
import { bare, type Foreign, type ForeignKind, foreign } from '../../../model/catalog/foreign/index.ts';
import type { QuickFix, Range } from '../analysis.ts';
import { nearest, renameFix } from './reporter.ts';

export interface Meant {
  /** ` Is relu meant?`, or what another framework's word is here. */
  readonly hint: string;
  /** Of another framework's word only: it takes the place of a list of what there is. */
  readonly note: string;
  readonly name: string | undefined;
  readonly foreign: Foreign | undefined;
  readonly fixes: QuickFix[];
}

export function meant(
  kinds: readonly ForeignKind[],
  { text, start, end }: Range & { readonly text: string },
  known: readonly string[],
): Meant {
  const at = { text: bare(text), start, end };
  for (const kind of kinds) {
    const found = foreign(kind, text);
    if (found === undefined) continue;
    const name = found.is.find((candidate) => known.includes(candidate));
    if (name === undefined && found.is.length > 0) continue;
    const fixes = renameFix(at, name).map((fix) => ({ ...fix, preferred: found.differs !== true }));
    const hint = sayForeign(found, name);
    return { hint, note: hint, name, foreign: found, fixes };
  }
  const name = nearest(at.text, known);
  const hint = name === undefined ? '' : ` Is ${name} meant?`;
  return { hint, note: '', name, foreign: undefined, fixes: renameFix(at, name) };
}

function sayForeign({ note = '' }: Foreign, name: string | undefined): string {
  if (name === undefined) return ` ${note.charAt(0).toUpperCase()}${note.slice(1)}`;
  return note === '' ? ` It is ${name} here.` : ` It is ${name} here; ${note}`;
}
