import type { Fix } from '../../catalog/fault.ts';
import { describeShape, type Extent, elements, type Shape } from '../../shape.ts';
import { defineLayer, type Inferred } from '../spec.ts';
import { type AutoAxis, autoAxis, axisIndex, noSuchAxis } from './axis-argument.ts';
import {
  branchName,
  type Disagreement,
  disagreement,
  isImageLike,
  otherAxes,
  otherExtents,
  sameAxes,
} from './disagreement.ts';
import { enlargingFixes } from './enlarge-fixes.ts';

export const concat = defineLayer({
  name: 'concat',
  doc: 'Puts its branches one behind the other along an axis: the channels of images, the features of vectors and sequences, or the axis named. All other extents must be the same.',
  source: 'Szegedy et al., 2015; Huang et al., 2017',
  example: 'concat { conv(64, 1x1); conv(128, 3x3, pad=1) }',
  arity: 'many',
  args: { axis: autoAxis('The axis along which the extents add up.') },
  keeps: [],
  memory: 'own',
  infer: ({ inputs, args }) => (args.axis === null ? { output: null } : inferConcat(inputs, args.axis)),
});

function inferConcat(inputs: readonly (Shape | null)[], along: AutoAxis): Inferred {
  const first = inputs.find((input) => input !== null) ?? null;
  if (first === null) return { output: null };
  const kinds = disagreement(inputs, first, sameAxes);
  if (kinds !== null)
    return { output: null, faults: [otherAxes('concat', inputs, kinds, flattenFixes(inputs, kinds))] };
  const at = axisIndex(first, along);
  if (at < 0) {
    const works = (_: Extent, name: AutoAxis) => (inferConcat(inputs, name).faults ?? []).length === 0;
    return { output: null, faults: [noSuchAxis('concat', first, along, works)] };
  }
  const differ = (a: Extent, b: Extent, i: number) => i !== at && a !== b && a !== null && b !== null;
  const agree = (a: Shape, b: Shape) => !a.extents.some((extent, i) => differ(extent, b.extents[i] ?? null, i));
  const parts = inputs.map((input) => input?.extents[at] ?? null);
  const sum = parts.includes(null) ? null : parts.reduce<number>((total, part) => total + (part ?? 0), 0);
  const extents = first.extents.map((_, i) => (i === at ? sum : common(inputs, i)));
  const output = { axes: first.axes, extents };
  const odd = disagreement(inputs, output, agree);
  if (odd !== null) {
    const larger = at === first.axes.length - 1 ? enlargingFixes(inputs, odd, (own) => own) : [];
    const rule = `along ${first.axes[at]} only the ${first.axes[at]} may differ.`;
    return {
      output: { axes: first.axes, extents: inputs[odd.reference]!.extents.with(at, sum) },
      faults: [otherExtents('concat', inputs, odd, differ, rule, [...poolFixes(inputs, odd, at), ...larger])],
    };
  }
  return { output, arithmetic: [`${parts.map((part) => part ?? '?').join(' + ')} = ${sum ?? '?'} ${first.axes[at]}`] };
}

function common(inputs: readonly (Shape | null)[], i: number): Extent {
  for (const input of inputs) {
    const extent = input?.extents[i];
    if (extent != null) return extent;
  }
  return null;
}

/** One image among vectors is flattened. */
function flattenFixes(inputs: readonly (Shape | null)[], { reference, odd }: Disagreement): readonly Fix[] {
  const candidates = inputs.length === 2 ? [odd[0]!, reference] : odd.length === 1 ? odd : [];
  return candidates.flatMap((input): readonly Fix[] => {
    const image = inputs[input]!;
    const others = inputs.every((other, i) => i === input || other?.axes.join() === 'features');
    if (!others || (image.axes.join() !== 'height,width,channels' && image.axes.join() !== 'steps,features')) return [];
    const title = `Flatten ${branchName(input)} ⟶ ${elements(image) ?? '?'} features`;
    return [{ kind: 'extend', title, input, statement: 'flatten' }];
  });
}

/** One image that is larger than the others by a whole ratio is pooled. */
function poolFixes(inputs: readonly (Shape | null)[], { reference, odd }: Disagreement, at: number): readonly Fix[] {
  if (odd.length > 1) return [];
  const pairs =
    inputs.length === 2
      ? [
          [odd[0]!, reference],
          [reference, odd[0]!],
        ]
      : [[odd[0]!, reference]];
  return pairs.flatMap(([input, other]): readonly Fix[] => {
    const [from, to] = [inputs[input!]!, inputs[other!]!];
    if (!isImageLike(from)) return [];
    const rank = from.extents.length;
    const ratios = from.extents.map((extent, i) =>
      i === at ? 1 : (extent ?? Number.NaN) / (to.extents[i] ?? Number.NaN),
    );
    if (ratios.some((ratio, i) => !Number.isInteger(ratio) || (ratio !== 1 && i !== rank - 3 && i !== rank - 2)))
      return [];
    const [rows, columns] = [ratios[rank - 3]!, ratios[rank - 2]!];
    const after = { axes: from.axes, extents: from.extents.map((extent, i) => extent! / ratios[i]!) };
    const title = `Pool ${branchName(input!)} ⟶ ${describeShape(after)}`;
    return [{ kind: 'extend', title, input: input!, statement: `maxpool(${rows}x${columns})` }];
  });
}
