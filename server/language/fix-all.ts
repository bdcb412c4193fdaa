/** Every fault that has one remedy is mended, one after the other: each remedy is seen to be right in the text as it then is. */
import type { TextChange } from './analysis.ts';
import { type AnalyzeOptions, analyze } from './analyze.ts';

/** More than a person wants to have mended unseen. */
const MOST = 200;

export interface FixedText {
  readonly text: string;
  /** What was changed, in places of the text before, sorted; they do not touch each other. */
  readonly changes: readonly TextChange[];
}

/** Deterministic, and stable: what it gives has no more fault with one remedy, but for those that lie within another remedy. */
export function fixAll(file: string, before: string, options: AnalyzeOptions = {}): FixedText {
  const made: TextChange[] = [];
  let text = before;
  for (let round = 0; round < MOST; round++) {
    const { diagnostics } = analyze(file, text, options);
    const next = diagnostics
      .flatMap(({ fixes: [fix, ...others] }) => (fix === undefined || others.length > 0 ? [] : [fix.changes]))
      .map((changes) => changes.map((change) => inBefore(change, made)))
      .find((changes) => changes.every((change) => change !== null));
    if (next === undefined) break;
    made.push(...next.filter((change) => change !== null));
    made.sort((a, b) => a.start - b.start);
    text = made.reduceRight(
      (result, { start, end, text: put }) => result.slice(0, start) + put + result.slice(end),
      before,
    );
  }
  return { text, changes: made };
}

/** A change of the text as it is, in places of the text before; `null` where it touches what was changed already. */
function inBefore({ start, end, text }: TextChange, made: readonly TextChange[]): TextChange | null {
  let shift = 0;
  for (const change of made) {
    const from = change.start + shift;
    const to = from + change.text.length;
    if (end < from) break;
    if (start <= to) return null;
    shift += change.text.length - (change.end - change.start);
  }
  return { start: start - shift, end: end - shift, text };
}
