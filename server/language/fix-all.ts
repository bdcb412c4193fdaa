/**
 * Applies every fix that needs no choice, again and again until none is left: the only fix of its diagnostic, or the one
 * that is marked. A fix stays only if the text then has no more errors than before and the fault is gone; what that
 * uncovers, a value that nothing uses any more, is fixed in turn.
 */
import type { Diagnostic, QuickFix, TextChange } from './analysis.ts';
import { type AnalyzeOptions, analyze } from './analyze.ts';
import { applyFix, compose, soleFix } from './fix.ts';
import { Lines } from './lines.ts';

export interface AppliedFix {
  /** Of the diagnostic, in the text as it was before this fix; from 1. */
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly title: string;
}

export interface FixedText {
  readonly text: string;
  /** What was changed, in places of the text before, sorted; they do not touch each other. */
  readonly changes: readonly TextChange[];
  /** In the order in which they were applied. */
  readonly applied: readonly AppliedFix[];
}

/** More than a person wants to have mended unseen. */
const MOST = 500;

export function fixAll(file: string, before: string, options: AnalyzeOptions = {}): FixedText {
  const check = (text: string) => analyze(file, text, options).diagnostics;
  const applied: AppliedFix[] = [];
  const seen = new Set([before]);
  /** Tried, and found to make nothing better; by what they are and say, since places move. */
  const refused = new Set<string>();
  let changes: readonly TextChange[] = [];
  let current = { text: before, diagnostics: check(before) };
  while (applied.length < MOST) {
    const next = nextFix(current.diagnostics, refused);
    if (next === null) break;
    const { found, fix } = next;
    const text = applyFix(current.text, fix);
    const diagnostics = check(text);
    if (seen.has(text) || !isBetter(found, diagnostics, current.diagnostics)) {
      refused.add(keyOf(found, fix));
      continue;
    }
    seen.add(text);
    applied.push({ ...new Lines(current.text).position(found.start), code: found.code, title: fix.title });
    changes = composeAll(changes, current.text, fix);
    current = { text, diagnostics };
  }
  return { text: current.text, changes, applied };
}

function nextFix(
  diagnostics: readonly Diagnostic[],
  refused: ReadonlySet<string>,
): { readonly found: Diagnostic; readonly fix: QuickFix } | null {
  for (const found of diagnostics) {
    const fix = soleFix(found);
    if (fix !== undefined && !refused.has(keyOf(found, fix))) return { found, fix };
  }
  return null;
}

const keyOf = ({ code, message }: Diagnostic, { title }: QuickFix): string => `${code}\n${message}\n${title}`;

/** No more errors, and this fault gone. */
function isBetter(fixed: Diagnostic, after: readonly Diagnostic[], before: readonly Diagnostic[]): boolean {
  const errors = (of: readonly Diagnostic[]) => of.filter(({ severity }) => severity === 'error').length;
  const same = (of: readonly Diagnostic[]) =>
    of.filter(({ code, message }) => code === fixed.code && message === fixed.message).length;
  return errors(after) <= errors(before) && same(after) < same(before);
}

/** The changes of a fix one by one, from its end, so that the places of the others hold. */
function composeAll(made: readonly TextChange[], text: string, { changes }: QuickFix): readonly TextChange[] {
  let all = made;
  let current = text;
  for (const change of [...changes].sort((a, b) => b.start - a.start)) {
    all = compose(all, current, change);
    current = applyFix(current, { title: '', changes: [change] });
  }
  return all;
}
