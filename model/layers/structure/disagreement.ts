/** Which branch of a join is the odd one out, and how it is said. */
import type { Fault, Fix } from '../../catalog/fault.ts';
import { type Axis, describeShape, type Extent, formatShape, type Shape } from '../../shape.ts';

/** The branch that most others are like, and those that do not fit it, by their position. */
export interface Disagreement {
  readonly reference: number;
  readonly odd: readonly number[];
}

/**
 * `null` where all known branches agree. Of as many on either side, the first is right. Agreeing need not be transitive;
 * branches that agree with `whole` agree with each other, which spares comparing all pairs.
 */
export function disagreement(
  inputs: readonly (Shape | null)[],
  whole: Shape,
  agree: (a: Shape, b: Shape) => boolean,
): Disagreement | null {
  if (inputs.every((input) => input === null || agree(whole, input))) return null;
  let found: Disagreement | null = null;
  for (const [reference, a] of inputs.entries()) {
    const odd = a === null ? [] : inputs.flatMap((b, i) => (b === null || a === b || agree(a, b) ? [] : [i]));
    if (odd.length > 0 && (found === null || odd.length < found.odd.length)) found = { reference, odd };
  }
  return found;
}

export const sameAxes = (a: Shape, b: Shape): boolean =>
  a.axes.length === b.axes.length && a.axes.every((axis, i) => axis === b.axes[i]);

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];

/** `the second branch`. */
export const branchName = (index: number): string =>
  `the ${ORDINALS[index] === undefined ? `${index + 1}th` : ORDINALS[index]} branch`;

/** The fault of branches whose axes are of other kinds. */
export function otherAxes(
  layer: string,
  inputs: readonly (Shape | null)[],
  { reference, odd }: Disagreement,
  fixes: readonly Fix[],
): Fault {
  const [a, b] = inOrder(reference, odd[0]!);
  const message = `${pairText(layer, inputs[a]!, inputs[b]!)} One is ${describeShape(inputs[a]!)}, the other ${describeShape(inputs[b]!)}; a join takes the same axes of all.`;
  return { code: 'branches-disagree', severity: 'error', message, input: odd[0]!, fixes };
}

/** The fault of branches that differ along some axes. `rule` says what would be allowed. */
export function otherExtents(
  layer: string,
  inputs: readonly (Shape | null)[],
  { reference, odd }: Disagreement,
  differ: (a: Extent, b: Extent, axis: number) => boolean,
  rule: string,
  fixes: readonly Fix[],
): Fault {
  const [a, b] = inOrder(reference, odd[0]!).map((i) => inputs[i]!) as [Shape, Shape];
  const axes = a.axes.flatMap((axis, i) =>
    differ(a.extents[i] ?? null, b.extents[i] ?? null, i) ? [`${axis} ${a.extents[i]} ≠ ${b.extents[i]}`] : [],
  );
  const message = `${pairText(layer, a, b)} ${capital(listed(axes))}; ${rule}`;
  return { code: 'branches-disagree', severity: 'error', message, input: odd[0]!, fixes };
}

const pairText = (layer: string, a: Shape, b: Shape) =>
  `${layer}: branches disagree: ${formatShape(a)} and ${formatShape(b)}.`;
const inOrder = (a: number, b: number): [number, number] => (a < b ? [a, b] : [b, a]);
const listed = (words: readonly string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** Whether the axes of an image are behind any steps or items. */
export const isImageLike = ({ axes }: { readonly axes: readonly Axis[] }): boolean =>
  axes.slice(-3).join() === 'height,width,channels' && axes.at(-4) !== 'depth';
