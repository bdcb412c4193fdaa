/** Quick fixes: which of them needs no choice, and what a text becomes by one. */
import type { Diagnostic, QuickFix, TextChange } from './analysis.ts';

/** The fix that is applied without asking. */
export function soleFix({ fixes }: Diagnostic): QuickFix | undefined {
  const marked = fixes.find(({ preferred }) => preferred === true);
  const [only, other] = fixes;
  return marked ?? (other === undefined && only?.preferred !== false ? only : undefined);
}

export const applyFix = (text: string, { changes }: QuickFix): string =>
  applyChanges(
    text,
    [...changes].sort((a, b) => a.start - b.start),
  );

/** Changes in order, which do not touch each other. */
export const applyChanges = (text: string, changes: readonly TextChange[]): string =>
  changes.reduceRight((result, { start, end, text: put }) => result.slice(0, start) + put + result.slice(end), text);

/**
 * Changes of a text, and one more of what they make of it, as changes of the text itself: sorted, and none touches
 * another.
 */
export function compose(made: readonly TextChange[], current: string, { start, end, text }: TextChange): TextChange[] {
  const before: TextChange[] = [];
  const after: TextChange[] = [];
  /** The stretch of the current text that the new change and those that it touches make up. */
  let [from, to] = [start, end];
  /** How much further things lie in the current text: at the start of the stretch, and at its end. */
  let [shift, shiftEnd] = [0, 0];
  for (const change of made) {
    const grown = change.text.length - (change.end - change.start);
    const at = change.start + shiftEnd;
    const till = at + change.text.length;
    if (till < start) {
      before.push(change);
      shift += grown;
    } else if (at > end) {
      after.push(change);
      continue;
    } else [from, to] = [Math.min(from, at), Math.max(to, till)];
    shiftEnd += grown;
  }
  const whole = current.slice(from, start) + text + current.slice(end, to);
  return [...before, { start: from - shift, end: to - shiftEnd, text: whole }, ...after];
}
