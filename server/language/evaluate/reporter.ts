/** Collects what is wrong: one fault, one diagnostic. */
import type { Severity } from '../../../model/catalog/fault.ts';
import type { Diagnostic, QuickFix, Range } from '../analysis.ts';

export interface Details {
  readonly severity?: Severity;
  readonly fixes?: readonly QuickFix[];
  readonly related?: Diagnostic['related'];
  readonly origins?: Diagnostic['origins'];
}

/** A file with more faults than this is no model file; the rest is not said. */
const MOST = 1000;

type Origins = NonNullable<Diagnostic['origins']>;

/** More lines than these nobody looks through for what they bring about. */
const MOST_ORIGINS = 64;

const keyOf = (way: Origins[number]) => way.map(({ file, start }) => `${file} ${start}`).join(' ');

/** The same fault of a call may come from several lines of what is called. */
type Said = Diagnostic & { origins?: Origins };

/** Each run of a block has one, and most have nothing to say: maps are made for the first fault. */
export class Reporter {
  readonly diagnostics: Said[] = [];
  #byStart: Map<number, Said[]> | null = null;
  #ways: Map<Said, Set<string>> | null = null;

  say(
    code: string,
    { start, end }: Range,
    message: string,
    { severity = 'error', fixes = [], related = [], origins }: Details = {},
  ): void {
    if (this.diagnostics.length > MOST) return;
    if (this.diagnostics.length === MOST) {
      const rest = `There are more than ${MOST.toLocaleString('en-US')} faults; from here on none is said.`;
      this.diagnostics.push({
        code: 'too-many-faults',
        severity: 'error',
        message: rest,
        start,
        end,
        fixes: [],
        related: [],
      });
      return;
    }
    // The same place is reported once, though a model may be evaluated for several trainings.
    this.#byStart ??= new Map();
    const here = this.#byStart.get(start) ?? [];
    const same = here.find((other) => other.code === code && other.message === message);
    if (same !== undefined) {
      if (origins !== undefined) this.#add(same, origins);
      return;
    }
    const diagnostic: Said = { code, severity, message, start, end, fixes, related };
    if (origins !== undefined) this.#add(diagnostic, origins);
    this.diagnostics.push(diagnostic);
    here.push(diagnostic);
    this.#byStart.set(start, here);
  }

  #add(diagnostic: Said, origins: Origins): void {
    this.#ways ??= new Map();
    const known = this.#ways.get(diagnostic) ?? new Set();
    this.#ways.set(diagnostic, known);
    const fresh = origins.filter((way) => {
      if (known.size >= MOST_ORIGINS) return false;
      const before = known.size;
      return known.add(keyOf(way)).size > before;
    });
    if (fresh.length > 0) diagnostic.origins = [...(diagnostic.origins ?? []), ...fresh];
  }

  /** Nothing more is said. */
  get isFull(): boolean {
    return this.diagnostics.length > MOST;
  }

  /** Takes what was said since there were `from` diagnostics, as if it had not been said. */
  take(from = 0): Said[] {
    const taken = this.diagnostics.splice(from);
    if (taken.length === 0) return taken;
    this.#byStart = Map.groupBy(this.diagnostics, ({ start }) => start);
    for (const found of taken) this.#ways?.delete(found);
    return taken;
  }

  /** Whether something within the range is an error. */
  hasErrorsIn({ start, end }: Range): boolean {
    return this.diagnostics.some((found) => found.severity === 'error' && found.start >= start && found.start < end);
  }
}

/** Of a name with more letters nobody has mistaken one. */
const LONGEST_MEANT = 64;
/** Names that are compared with one: the catalog has fewer, a file written by hand too. */
const MOST_LOOKED_AT = 500;

/** The name among `known` that is nearest to `name`, if near enough to be what was meant. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  // Every letter is one letter away from a letter.
  if (name.length < 2 || name.length > LONGEST_MEANT) return undefined;
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  let looked = 0;
  for (const candidate of known) {
    if (++looked > MOST_LOOKED_AT) break;
    // A letter more or less is a letter of difference.
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const found = distance(wanted, candidate.toLowerCase());
    if (found < least) {
      least = found;
      best = candidate;
    }
  }
  return best;
}

/** Letters changed, added, left out or exchanged between two words (Damerau and Levenshtein, optimal string alignment). */
function distance(a: string, b: string): number {
  const width = b.length + 1;
  const table = new Uint8Array((a.length + 1) * width);
  const at = (i: number, j: number) => table[i * width + j] ?? 0;
  for (let i = 0; i <= a.length; i++) {
    for (let j = 0; j <= b.length; j++) {
      if (i === 0 || j === 0) {
        table[i * width + j] = i + j;
        continue;
      }
      const [x, y] = [a.charCodeAt(i - 1), b.charCodeAt(j - 1)];
      let least = Math.min(at(i - 1, j - 1) + (x === y ? 0 : 1), at(i - 1, j) + 1, at(i, j - 1) + 1);
      const exchanged = i > 1 && j > 1 && x === b.charCodeAt(j - 2) && y === a.charCodeAt(i - 2);
      if (exchanged) least = Math.min(least, at(i - 2, j - 2) + 1);
      table[i * width + j] = least;
    }
  }
  return at(a.length, b.length);
}

const letters = (word: string): string =>
  word
    .toLowerCase()
    .replaceAll('_', '')
    .replace(/([a-z])\1+/g, '$1');

/**
 * Whether one word is the other with a slip of the fingers, and no other word with letters alike: case, underscores,
 * doubled letters, two letters exchanged, a letter left out. A letter that is another makes another word: silu, selu.
 */
export function isSlip(written: string, name: string): boolean {
  const [a, b] = [letters(written), letters(name)];
  if (a === b) return true;
  if (a.length === b.length) {
    const at = [...a].findIndex((letter, i) => letter !== b[i]);
    const exchanged = a.slice(0, at) + (a[at + 1] ?? '') + (a[at] ?? '') + a.slice(at + 2);
    return exchanged === b && /^[a-z]{2}$/.test(a.slice(at, at + 2));
  }
  if (b.length !== a.length + 1 || b.length < 5) return false;
  const at = [...b].findIndex((letter, i) => letter !== a[i]);
  // A plural is another name.
  const plural = at === b.length - 1 && b.endsWith('s');
  return at > 0 && !plural && /[a-z]/.test(b[at] ?? '') && b.slice(0, at) + b.slice(at + 1) === a;
}

/**
 * A quick fix that replaces a name by the one that was probably meant; without asking only where the name is known to be
 * written wrong and not to be another.
 */
export function renameFix(range: Range & { readonly text?: string }, name: string | undefined): QuickFix[] {
  if (name === undefined) return [];
  const changes = [{ start: range.start, end: range.end, text: name }];
  const title = `Replace by ${name}`;
  return [
    range.text === undefined || isSlip(range.text, name) ? { title, changes } : { title, changes, preferred: false },
  ];
}
