/** Collects what is wrong: one fault, one diagnostic. */
import type { Severity } from '../../../model/catalog/fault.ts';
import type { Diagnostic, QuickFix, Range } from '../analysis.ts';

export interface Details {
  readonly severity?: Severity;
  readonly fixes?: readonly QuickFix[];
  readonly related?: Diagnostic['related'];
}

/** A file with more faults than this is no model file; the rest is not said. */
const MOST = 1000;

export class Reporter {
  readonly diagnostics: Diagnostic[] = [];
  readonly #byStart = new Map<number, Diagnostic[]>();

  say(
    code: string,
    { start, end }: Range,
    message: string,
    { severity = 'error', fixes = [], related = [] }: Details = {},
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
    const here = this.#byStart.get(start) ?? [];
    if (here.some((other) => other.code === code && other.message === message)) return;
    const diagnostic = { code, severity, message, start, end, fixes, related };
    this.diagnostics.push(diagnostic);
    here.push(diagnostic);
    this.#byStart.set(start, here);
  }

  /** Takes what was said since there were `from` diagnostics, as if it had not been said. */
  take(from = 0): Diagnostic[] {
    const taken = this.diagnostics.splice(from);
    for (const { start } of taken) this.#byStart.delete(start);
    for (const left of taken.length === 0 ? [] : this.diagnostics) {
      const here = this.#byStart.get(left.start);
      if (here === undefined) this.#byStart.set(left.start, [left]);
      else if (!here.includes(left)) here.push(left);
    }
    return taken;
  }

  /** Whether something within the range is an error. */
  hasErrorsIn({ start, end }: Range): boolean {
    return this.diagnostics.some((found) => found.severity === 'error' && found.start >= start && found.start < end);
  }
}

/** The name among `known` that is nearest to `name`, if near enough to be what was meant. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  // Every letter is one letter away from a letter.
  if (name.length < 2) return undefined;
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const found = distance(name.toLowerCase(), candidate.toLowerCase());
    if (found < least) {
      least = found;
      best = candidate;
    }
  }
  return best;
}

/** Letters changed, added, left out or exchanged between two words (Damerau and Levenshtein, optimal string alignment). */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const exchanged = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const least = Math.min(at(i - 1, j - 1) + (same ? 0 : 1), at(i - 1, j) + 1, at(i, j - 1) + 1);
      row.push(exchanged ? Math.min(least, at(i - 2, j - 2) + 1) : least);
    }
  }
  return at(a.length, b.length);
}

/** A quick fix that replaces a name by the one that was probably meant. */
export function renameFix(range: Range, name: string | undefined): QuickFix[] {
  return name === undefined
    ? []
    : [{ title: `Replace by ${name}`, changes: [{ start: range.start, end: range.end, text: name }] }];
}
