/** What is said of windows: formulas, sizes, and which part of an input is meant. */
import type { Axis, Extent, Shape } from '../../shape.ts';
import type { Sliding, WindowAxis } from './arithmetic.ts';

/** One element along an axis. */
const units: Readonly<Record<Axis, string>> = {
  depth: 'slice',
  height: 'row',
  width: 'column',
  channels: 'channel',
  steps: 'step',
  items: 'item',
  features: 'feature',
};

/** `3×3`. */
export const times = (extents: readonly Extent[]) => extents.map((extent) => extent ?? '?').join('×');

/** `2` where all are 2, else `1x2`. */
export const sizeText = (size: readonly number[]) => (new Set(size).size === 1 ? `${size[0]}` : size.join('x'));

/** `1, 2 and 4`. */
export const listed = (values: readonly (string | number)[]) =>
  values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} and ${values.at(-1)}`;

/** `a 7×7`, `an 8×8`: as it is read aloud. */
const withArticle = (extents: string) => `${/^(8|1[18](\D|$))/.test(extents) ? 'an' : 'a'} ${extents}`;

/** `a 7×7 input`, `an input of 7 steps`; with channels where the extents are not known. */
export function inputText({ axes, extents }: Shape): string {
  const slid = extents.slice(0, -1);
  if (axes[0] === 'steps') return `an input of ${slid[0] ?? '?'} ${slid[0] === 1 ? 'step' : 'steps'}`;
  return `${withArticle(times(slid.includes(null) ? extents : slid))} input`;
}

/** `(7 − 3 + 2·1)/3 + 1 = 2.67`; uneven padding is written as a sum, dilation as `2·(3 − 1) − 1`. */
export function formula(input: Extent, sliding: Sliding, axis: number, { before, after, span }: WindowAxis): string {
  const kernel = sliding.kernel[axis]!;
  const stride = sliding.stride[axis]!;
  const dilation = sliding.dilation[axis]!;
  const pad = before + after === 0 ? '' : before === after ? ` + 2·${before}` : ` + ${before} + ${after}`;
  const window = dilation === 1 ? `${kernel}` : `${dilation}·(${kernel} − 1) − 1`;
  const head = `(${input ?? '?'} − ${window}${pad})/${stride} + 1`;
  if (input === null) return head;
  const exact = (input - span + before + after) / stride + 1;
  return `${head} = ${Number.isInteger(exact) ? exact : exact.toFixed(2)}`;
}

/** The output's arithmetic in words, one line per axis, one for all where they agree. */
export function explain(shape: Shape | null, sliding: Sliding, worked: readonly WindowAxis[]): string[] {
  const lines = worked.map((axis, i) => {
    const text = formula(shape?.extents[i] ?? null, sliding, i, axis);
    if (axis.out === null || axis.exact) return text;
    const floor = Math.floor((shape!.extents[i]! - axis.span + axis.before + axis.after) / sliding.stride[i]!) + 1;
    if (axis.out > floor) return `${text}, rounded up to ${axis.out}`;
    return `${text}, rounded down to ${axis.out}${sliding.ceil === true ? ': one more would start outside' : ''}`;
  });
  const names = shape?.axes ?? (worked.length === 2 ? ['height', 'width'] : ['depth', 'height', 'width']);
  return new Set(lines).size === 1 ? [lines[0]!] : lines.map((line, i) => `${names[i]}: ${line}`);
}

/** `the last row and column are`: the part of the input that `unseen` counts by axis. */
export function unseenText(axes: readonly Axis[], unseen: readonly number[]): string {
  const missed = unseen.flatMap((count, i) => (count > 0 ? [{ count, unit: units[axes[i]!] }] : []));
  const one = missed.every(({ count }) => count === 1);
  const words = missed.map(({ count, unit }) => (count === 1 ? unit : `${count} ${unit}s`));
  if (one) return `the last ${listed(words)} ${missed.length === 1 ? 'is' : 'are'}`;
  return `the ${listed(words.map((word) => `last ${word}`))} are`;
}
