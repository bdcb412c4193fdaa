import { shape } from '../../catalog/arguments.ts';
import type { Fault, Fix } from '../../catalog/fault.ts';
import {
  describeShape,
  type Extent,
  elements,
  formatShape,
  image,
  isLeading,
  product,
  type Shape,
  sequence,
  splitShape,
  withLeading,
} from '../../shape.ts';
import { defineLayer, type Inferred } from '../spec.ts';
import { shapeText } from './shape-text.ts';

export const reshape = defineLayer({
  name: 'reshape',
  doc: "Reads the same numbers as another shape, as many elements as before. One extent may be `?`: it is what the others leave. The order is PyTorch's, images as channel, row, column: flatten and reshape to the image undo each other. Steps and items are kept where the new shape counts the elements of one of them. To swap axes use permute.",
  source: 'PyTorch, Tensor.view; Radford et al., 2016 (DCGAN projects and reshapes)',
  example: 'reshape(4x4x1024)',
  args: { shape: shape('The shape that results: `4x4x1024`, a lone integer for features, `sequence(64, 512)`.') },
  keeps: [],
  memory: 'own',
  infer({ inputs, args }): Inferred {
    const input = inputs[0] ?? null;
    const wanted = args.shape;
    if (wanted === null) return { output: null, global: true };
    const rank = pairOfExtents(input, wanted);
    if (rank !== null) return { output: null, faults: [rank] };
    if (input === null) return { output: wanted, global: true };
    const solved = solve(input, wanted);
    if (solved === null) return { output: wanted, faults: [mismatch(input, wanted)] };
    const arithmetic = [`${times(input)} = ${times(solved)}${amount(solved)}`];
    return { output: solved, global: true, arithmetic };
  },
});

const times = (shape: Shape) => formatShape(shape).replaceAll('×', ' · ');
const amount = (of: Shape) => (of.extents.length > 1 ? ` = ${elements(of) ?? '?'}` : '');

/** The output: the whole sample in the new shape, else every step or item; `null` where neither fits. */
function solve(input: Shape, wanted: Shape): Shape | null {
  const count = elements(input);
  const whole = count === null ? null : fitted(count, wanted);
  return whole ?? perItem(input, wanted) ?? (count === null ? wanted : null);
}

/** The shape with its unknown extent filled in; `null` where it cannot hold `count` elements. */
function fitted(count: number, wanted: Shape): Shape | null {
  const unknown = wanted.extents.filter((extent) => extent === null).length;
  if (unknown > 1) return wanted;
  const known = product(wanted.extents.filter((extent) => extent !== null))!;
  if (unknown === 0) return known === count ? wanted : null;
  const left = count / known;
  return Number.isInteger(left) && left >= 1
    ? { ...wanted, extents: wanted.extents.map((extent) => extent ?? left) }
    : null;
}

/** What stands behind the steps and items of the input, where the new shape has none of its own. */
function eachOf(input: Shape, wanted: Shape): { leading: Shape; core: Shape } | null {
  const at = input.axes.findIndex((axis) => !isLeading(axis));
  return at <= 0 || wanted.axes.some(isLeading) ? null : splitShape(input, input.axes.length - at);
}

/** Every step or item in the new shape. */
function perItem(input: Shape, wanted: Shape): Shape | null {
  const each = eachOf(input, wanted);
  const count = each === null ? null : elements(each.core);
  const core = count === null ? null : fitted(count, wanted);
  return each === null || core === null ? null : withLeading(each.leading, core);
}

function mismatch(input: Shape, wanted: Shape): Fault {
  const each = eachOf(input, wanted);
  const core = each?.core ?? input;
  const count = elements(core)!;
  const known = product(wanted.extents.filter((extent) => extent !== null))!;
  const complete = !wanted.extents.includes(null);
  const whose = each === null ? describeShape(input) : `each of ${describeShape(each.leading)}`;
  const has =
    each === null && core.extents.length === 1
      ? `there are ${describeShape(core)}`
      : `${whose} has ${core.extents.length > 1 ? `${times(core)} = ` : ''}${count} elements`;
  const needs = complete
    ? `${formatShape(wanted)} needs ${wanted.extents.length > 1 ? `${times(wanted)} = ` : ''}${known}`
    : `${formatShape(wanted)} needs a multiple of ${known}, and ${count}/${known} = ${(count / known).toFixed(2)}`;
  return {
    code: 'element-count',
    severity: 'error',
    argument: 'shape',
    message: `reshape: ${has}, ${needs}.`,
    fixes: complete ? otherExtents(count, wanted) : [],
  };
}

/** One extent changed, the last one first, so that the count agrees. */
function otherExtents(count: number, wanted: Shape): Fix[] {
  return wanted.extents
    .map((_, i) => fitted(count, { ...wanted, extents: wanted.extents.with(i, null) }))
    .filter((fits) => fits !== null)
    .reverse()
    .map((fits) => {
      const value = shapeText(fits);
      return { kind: 'set', title: `Set shape=${value} ⟶ ${describeShape(fits)}`, argument: 'shape', value };
    });
}

/** Two extents by themselves could be a grey image or a sequence: neither is guessed. */
function pairOfExtents(input: Shape | null, { axes, extents }: Shape): Fault | null {
  if (axes.length !== 2 || axes[0] !== 'height') return null;
  const [rows, columns] = extents as [Extent, Extent];
  const choices = [image(rows, columns, 1), sequence(rows, columns)];
  const [grey, steps] = choices.map(shapeText);
  const message = `reshape: 2 extents are no shape; a grey image is ${grey}, steps of features are ${steps}.`;
  const fixes = choices
    .filter((choice) => input === null || solve(input, choice) !== null)
    .map((choice) => {
      const value = shapeText(choice);
      return { kind: 'set' as const, title: `Set shape=${value} ⟶ ${describeShape(choice)}`, argument: 'shape', value };
    });
  return { code: 'input-rank', severity: 'error', argument: 'shape', message, fixes };
}
