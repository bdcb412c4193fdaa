/** Joins element by element: all branches have one shape, except that an extent of 1 is repeated. */
import type { Fix } from '../../catalog/fault.ts';
import { type Extent, type Shape, sameShape } from '../../shape.ts';
import type { Inferred } from '../spec.ts';
import { disagreement, otherAxes, otherExtents, sameAxes } from './disagreement.ts';
import { agreeingFixes, reshapeFixes } from './join-fixes.ts';

/** Whether both extents are known, above 1 and not the same. */
const differ = (a: Extent, b: Extent): boolean => a !== b && a !== null && b !== null && a !== 1 && b !== 1;
const agree = (a: Shape, b: Shape): boolean => a.extents.every((extent, i) => !differ(extent, b.extents[i] ?? null));

export function inferJoin(layer: string, inputs: readonly (Shape | null)[]): Inferred {
  const first = inputs.find((input) => input !== null) ?? null;
  if (first === null) return { output: null };
  if (inputs.every((input) => input !== null && sameShape(first, input))) return { output: first };
  const kinds = disagreement(inputs, first, sameAxes);
  if (kinds !== null) {
    const output = inputs[kinds.reference]!;
    return { output, faults: [otherAxes(layer, inputs, kinds, reshapeFixes(inputs, kinds))] };
  }
  const extents = first.extents.map((_, i) => joined(inputs.map((input) => input?.extents[i] ?? null)));
  const output = { axes: first.axes, extents };
  const odd = disagreement(inputs, output, agree);
  if (odd === null) return { output, arithmetic: repeated(inputs, extents) };
  const fixes: readonly Fix[] = agreeingFixes(inputs, odd);
  const rule = 'only an extent of 1 is repeated.';
  return { output: inputs[odd.reference]!, faults: [otherExtents(layer, inputs, odd, differ, rule, fixes)] };
}

/** The extent above 1; unknown where only an unknown one could be. */
function joined(extents: readonly Extent[]): Extent {
  const large = extents.find((extent) => extent !== null && extent !== 1);
  return large ?? (extents.includes(null) ? null : 1);
}

function repeated(inputs: readonly (Shape | null)[], extents: readonly Extent[]): readonly string[] {
  return inputs.flatMap((input, branch) => {
    if (input === null) return [];
    const axes = input.axes.filter((_, i) => input.extents[i] === 1 && extents[i] !== 1 && extents[i] !== null);
    return axes.length === 0 ? [] : [`branch ${branch + 1} is repeated along ${axes.join(' and ')}`];
  });
}
