/** The shape equation solved backwards: every stride, padding, kernel or dilation with which a window fits. */
import type { Extent, Shape } from '../../shape.ts';
import { type Sliding, slideAll, spanOf, type WindowAxis } from './arithmetic.ts';
import { sizeText } from './words.ts';

export type Knob = 'stride' | 'pad' | 'kernel' | 'dilation';

export interface Candidate {
  /** As it is written in the language. */
  readonly value: string;
  readonly output: Shape;
}

export interface Search {
  readonly extents: readonly Extent[];
  readonly sliding: Sliding;
  /** Axes at fault. Where kernel, stride and padding are alike along all axes, all are changed alike. */
  readonly wrong: readonly boolean[];
  /** The stride may be following the kernel: only what fits either way, with the same output, is offered. */
  readonly strideFollows: boolean;
  /** Padding that may be offered: less than the window, at most half of it, or none. In a pool no window may lie in the padding. */
  readonly pads: 'any' | 'half' | 'none';
  readonly outputOf: (extents: readonly Extent[]) => Shape;
}

/** Values of one argument that are tried: of a window as wide as this many elements nobody reads them all. */
export const MOST_TRIED = 256;

const range = (from: number, to: number) =>
  Array.from({ length: Math.min(MOST_TRIED, Math.max(0, to - from + 1)) }, (_, i) => from + i);

const alike = (values: readonly number[]) => values.every((value) => value === values[0]);

/** Padding by axis where both sides agree; `null` where they do not or a rule decides. */
function padByAxis({ pad, kernel }: Sliding): readonly number[] | null {
  if (pad === 'valid') return kernel.map(() => 0);
  if (pad === 'same' || kernel.some((_, i) => pad[2 * i] !== pad[2 * i + 1])) return null;
  return kernel.map((_, i) => pad[2 * i]!);
}

const current = (sliding: Sliding, knob: Knob) => (knob === 'pad' ? padByAxis(sliding) : sliding[knob]);

function limits({ sliding, pads }: Search, knob: Knob): readonly [number, number] {
  const largest = Math.max(...sliding.kernel);
  const span = Math.max(...sliding.kernel.map((kernel, i) => spanOf(kernel, sliding.dilation[i]!)));
  if (knob === 'dilation') return [1, Math.max(...sliding.dilation)];
  if (knob === 'pad') return [0, { any: span - 1, half: Math.floor(span / 2), none: -1 }[pads]];
  return [1, knob === 'stride' ? span + 1 : largest + 2];
}

const withValue = (sliding: Sliding, knob: Knob, values: readonly number[]): Sliding => ({
  ...sliding,
  [knob]: knob === 'pad' ? values.flatMap((value) => [value, value]) : values,
});

interface Found {
  readonly value: string;
  readonly outs: readonly Extent[];
}

/** Answers to be had again: a block that does not fit does so as often as it is repeated. */
const known = new Map<string, readonly Found[]>();
const MOST_KNOWN = 200;

/** Values that divide exactly; where there are none, values that at least leave nothing unseen. */
export function candidates(search: Search, knob: Knob): readonly Candidate[] {
  const { extents, sliding, wrong, strideFollows, pads } = search;
  const { kernel, stride, dilation, pad } = sliding;
  const key = [knob, extents, kernel, stride, dilation, pad, wrong, strideFollows, pads].map(String).join(';');
  let found = known.get(key);
  if (found === undefined) {
    found = solve(search, knob);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, found);
  }
  return found.map(({ value, outs }) => ({ value, output: search.outputOf(outs) }));
}

function solve(search: Search, knob: Knob): readonly Found[] {
  const { sliding, extents, wrong } = search;
  const before = current(sliding, knob);
  const uniform = alike(sliding.kernel) && alike(sliding.stride) && alike(sliding.dilation);
  const together = uniform && (typeof sliding.pad === 'string' || alike(sliding.pad));
  if (!together && before === null) return [];
  const found: (Found & { exact: boolean })[] = [];
  for (const n of range(...limits(search, knob))) {
    const values = wrong.map((bad, i) => (together || bad ? n : before![i]!));
    if (String(values) === String(before)) continue;
    const tried = withValue(sliding, knob, values);
    const axes = slideAll(extents, tried);
    const changed = (axis: number) => together || wrong[axis] === true;
    if (!axes.every((axis, i) => covers(axis, tried.stride[i]!, changed(i)))) continue;
    if (search.pads !== 'any' && axes.some(({ before, after, span }) => Math.max(before, after) >= span)) continue;
    const outs = axes.map(({ out }) => out);
    if (search.strideFollows && knob === 'kernel') {
      const followed = slideAll(extents, { ...tried, stride: values });
      if (followed.some((axis, i) => axis.out !== outs[i] || !covers(axis, values[i]!, true))) continue;
    }
    const value = together ? `${n}` : knob === 'pad' ? `(${values.join(', ')})` : sizeText(values);
    found.push({ value, outs, exact: axes.every(({ exact }) => exact) });
  }
  return found.some(({ exact }) => exact) ? found.filter(({ exact }) => exact) : found;
}

/** Nothing may stay unseen along an axis that is changed; along others the gaps of a long stride are meant. */
const covers = ({ out, unseen, span }: WindowAxis, stride: number, changed: boolean) =>
  out === null || (out >= 1 && (unseen === 0 || (!changed && span < stride)));
