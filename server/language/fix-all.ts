/**
 * Applies every fix that needs no choice, again and again until none is left: the only fix of its diagnostic, or the one
 * that is marked. A fix stays only if the text then has no more errors than before and the fault is gone; what that
 * uncovers, a value that nothing uses any more, is fixed in turn.
 */
import type { Analysis, Diagnostic, QuickFix, TextChange } from './analysis.ts';
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

/** Characters of text that take as long as a step of a check. */
const CHARACTERS = 4;

/** `mostSteps`: of all checks that it takes, after which the rest is left for the next time. */
export function fixAll(whole: Analysis, options: AnalyzeOptions = {}, mostSteps = Number.POSITIVE_INFINITY): FixedText {
  const applied: AppliedFix[] = [];
  const seen = new Set([whole.text]);
  /** Tried, and found to make nothing better; by what they are and say, since places move. */
  const refused = new Set<string>();
  let changes: readonly TextChange[] = [];
  let current: Pick<Analysis, 'text' | 'diagnostics'> = whole;
  let most = MOST;
  let steps = 0;
  while (applied.length < MOST && steps < mostSteps) {
    const batch = nextFixes(current.diagnostics, refused).slice(0, Math.min(most, MOST - applied.length));
    const [first] = batch;
    if (first === undefined) break;
    const text = batch.reduceRight((mended, { fix }) => applyFix(mended, fix), current.text);
    const next = analyze(whole.file, text, options);
    steps += next.steps + text.length / CHARACTERS;
    if (seen.has(text) || !isBetter(batch, next.diagnostics, current.diagnostics)) {
      // One of them makes nothing better: half of them, and at last each by itself.
      if (batch.length === 1) refused.add(keyOf(first));
      most = Math.ceil(batch.length / 2);
      continue;
    }
    seen.add(text);
    most *= 2;
    let before = current.text;
    for (const { found, fix } of moved(batch)) {
      applied.push({ ...new Lines(before).position(found.start), code: found.code, title: fix.title });
      changes = composeAll(changes, before, fix);
      before = applyFix(before, fix);
    }
    current = next;
  }
  return { text: current.text, changes, applied };
}

interface Remedy {
  readonly found: Diagnostic;
  readonly fix: QuickFix;
}

/**
 * The first fix, and those of the same fault that lie behind it, each behind the one before: a check of the whole file
 * for each of forty would take a second and more.
 */
function nextFixes(diagnostics: readonly Diagnostic[], refused: ReadonlySet<string>): readonly Remedy[] {
  const batch: Remedy[] = [];
  let end = -1;
  for (const found of diagnostics) {
    if (batch.length > 0 && found.code !== batch[0]?.found.code) continue;
    const fix = soleFix(found);
    if (fix === undefined || refused.has(keyOf({ found, fix }))) continue;
    const places = [found, ...fix.changes];
    if (batch.length > 0 && Math.min(...places.map(({ start }) => start)) <= end) continue;
    batch.push({ found, fix });
    end = Math.max(...places.map((place) => place.end));
  }
  return batch;
}

/** Each where it is when those before it are applied. */
function moved(batch: readonly Remedy[]): readonly Remedy[] {
  let by = 0;
  return batch.map(({ found, fix }) => {
    const move = <R extends TextChange | Diagnostic>(range: R): R => ({
      ...range,
      start: range.start + by,
      end: range.end + by,
    });
    const here = { found: move(found), fix: { ...fix, changes: fix.changes.map(move) } };
    for (const { start, end, text } of fix.changes) by += text.length - (end - start);
    return here;
  });
}

const keyOf = ({ found: { code, message }, fix: { title } }: Remedy): string => `${code}\n${message}\n${title}`;

/** These faults gone, and no more errors; of several fixes none may hide behind what the others mend. */
function isBetter(fixed: readonly Remedy[], after: readonly Diagnostic[], before: readonly Diagnostic[]): boolean {
  const isError = ({ severity }: Diagnostic) => severity === 'error';
  const errors = (of: readonly Diagnostic[]) => of.filter(isError).length;
  const gone = fixed.length === 1 ? 0 : fixed.filter(({ found }) => isError(found)).length;
  if (errors(after) > errors(before) - gone) return false;
  return fixed.every(({ found }) => {
    const isSame = ({ code, message }: Diagnostic) => code === found.code && message === found.message;
    const mended = fixed.filter((other) => isSame(other.found)).length;
    return after.filter(isSame).length <= before.filter(isSame).length - mended;
  });
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
