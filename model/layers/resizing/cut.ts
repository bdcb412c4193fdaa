/** What is cut off an image and what stays, and when that cannot be. */
import type { Fault, Fix } from '../../catalog/fault.ts';
import type { Extent } from '../../shape.ts';
import { sizeText, times } from '../window/words.ts';
import { both, type Pair } from './resize.ts';

export interface Cut {
  readonly out: Pair<Extent>;
  /** Above and left, below and right. */
  readonly before: Pair<Extent>;
  readonly after: Pair<Extent>;
}

export function cutSides(from: Pair<Extent>, sides: readonly number[]): Cut {
  const before = both((i) => sides[2 * i]!);
  const after = both((i) => sides[2 * i + 1]!);
  return { out: both((i) => (from[i] === null ? null : from[i] - before[i] - after[i])), before, after };
}

/** Down to a size: the middle, or from an offset on; −1 is the middle. */
export function cutTo(from: Pair<Extent>, out: Pair<Extent>, offset: Pair<number>): Cut {
  const rest = both((i) => (from[i] === null || out[i] === null ? null : from[i] - out[i]));
  const before = both((i) => (offset[i] >= 0 ? offset[i] : rest[i] === null ? null : Math.floor(rest[i] / 2)));
  return { out, before, after: both((i) => (rest[i] === null || before[i] === null ? null : rest[i] - before[i])) };
}

export interface CutQuestion {
  readonly from: Pair<Extent>;
  readonly sides: readonly number[];
  readonly offset: Pair<number>;
  /** The argument that says what stays. */
  readonly by: 'sides' | 'size' | 'to';
  /** Both `size` and `to` say it. */
  readonly twice: boolean;
  readonly title: (out: Pair<Extent>) => string;
}

const set = (argument: string, value: string, title: string): Fix => ({
  kind: 'set',
  title: `Set ${argument}=${value} ⟶ ${title}`,
  argument,
  value,
});

export function cutFault(cut: Cut, asked: CutQuestion): Fault | null {
  const { from, by, offset, title } = asked;
  if (asked.twice || (by !== 'sides' && asked.sides.some((side) => side > 0))) {
    const other = asked.twice ? 'size' : 'sides';
    const message = `crop: ${other} and ${asked.twice ? 'to' : by} both say what stays; one of them is enough.`;
    const fixes = cut.after.some((rest) => rest !== null && rest < 0) ? [] : [set(other, '0', title(cut.out))];
    return { code: 'crop-said-twice', severity: 'error', argument: other, message, fixes };
  }
  if (by === 'sides') return nothingLeft(cut, asked);
  const larger = both((i) => from[i] !== null && cut.out[i] !== null && cut.out[i] > from[i]).indexOf(true);
  if (larger >= 0) {
    const message = `crop cannot make ${times(cut.out)} of ${times(from)}: ${cut.out[larger]} > ${from[larger]}.`;
    const out = both((i) => Math.min(cut.out[i] ?? from[i] ?? 0, from[i] ?? cut.out[i] ?? 0));
    const fixes = by === 'size' && fits(from, out, offset) ? [set('size', sizeText(out), title(out))] : [];
    return { code: 'crop-larger-than-input', severity: 'error', argument: by, message, fixes };
  }
  const over = cut.after.findIndex((rest) => rest !== null && rest < 0);
  if (over < 0) return null;
  const most = Math.min(...both((i) => (from[i] === null || cut.out[i] === null ? offset[i] : from[i] - cut.out[i])));
  const message = `crop: ${cut.out[over]} from ${offset[over]} on ends beyond ${from[over]}: ${offset[over]} + ${cut.out[over]} = ${offset[over]! + cut.out[over]!} > ${from[over]}. offset can be up to ${most}.`;
  const fixes = [set('offset', `${most}`, title(cut.out)), set('offset', '-1', title(cut.out))];
  return { code: 'offset-too-large', severity: 'error', argument: 'offset', message, fixes };
}

const fits = (from: Pair<Extent>, out: Pair<number>, offset: Pair<number>) =>
  out.every((extent, i) => from[i] == null || Math.max(0, offset[i]!) + extent <= from[i]);

function nothingLeft({ out, before, after }: Cut, { from, title }: CutQuestion): Fault | null {
  const at = out.findIndex((extent) => extent !== null && extent < 1);
  if (at < 0) return null;
  const most = Math.floor((Math.min(...from.map((extent) => extent ?? Number.POSITIVE_INFINITY)) - 1) / 2);
  const left = cutSides(from, [most, most, most, most]).out;
  const message = `crop leaves nothing: ${from[at]} − ${before[at]} − ${after[at]} = ${out[at]}. Up to sides=${most} something stays.`;
  const fixes = [set('sides', `${most}`, title(left))];
  return { code: 'output-empty', severity: 'error', argument: 'sides', message, fixes };
}
