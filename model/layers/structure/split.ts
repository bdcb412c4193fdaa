import { int, list } from '../../catalog/arguments.ts';
import type { Fault, Fix } from '../../catalog/fault.ts';
import { describeShape, type Extent, type Shape } from '../../shape.ts';
import { nearestDivisors } from '../divisors.ts';
import { defineLayer, type Inferred } from '../spec.ts';
import { autoAxis, axisIndex, noSuchAxis } from './axis-argument.ts';

/** More outputs than anybody binds to names. */
const MOST_PARTS = 1024;

export const split = defineLayer({
  name: 'split',
  doc: 'Cuts one axis into parts, one output each: `a, b = split(2)`. Equal parts by their number, others by their sizes: `split(sizes=[64, 192])`. (PyTorch calls the first chunk, and its split takes the size of a part.)',
  source: 'PyTorch, Tensor.chunk and Tensor.split',
  example: 'a, b = split(2, axis=channels)',
  args: {
    parts: int('Number of equal parts; not read where sizes are given.', { min: 1, max: MOST_PARTS, default: 2 }),
    axis: autoAxis('The axis that is cut.'),
    sizes: list(
      'The extent of each part; together they are the extent of the axis.',
      int('The extent of a part.', { min: 1 }),
      {
        default: [],
      },
    ),
  },
  keeps: [],
  memory: 'own',
  infer({ inputs, args }): Inferred {
    const input = inputs[0] ?? null;
    const { parts, axis, sizes } = args;
    if (sizes === null || parts === null || axis === null) return { output: null };
    const given = sizes.length > 0 ? sizes.map((size) => (typeof size === 'number' ? size : null)) : null;
    const count = given?.length ?? parts;
    if (input === null) return { output: null, outputs: ports(Array.from({ length: count }, () => null)) };
    const at = axisIndex(input, axis);
    const works = (extent: Extent) => fault(input, at, given, parts, extent) === null;
    if (at < 0)
      return {
        output: null,
        outputs: ports(Array(count).fill(null)),
        faults: [noSuchAxis('split', input, axis, works)],
      };
    const extent = input.extents[at] ?? null;
    const wrong = fault(input, at, given, parts, extent);
    const equal = extent === null || wrong !== null ? null : extent / parts;
    const extents = given ?? Array.from({ length: parts }, () => equal);
    const outputs = ports(extents.map((part) => ({ axes: input.axes, extents: input.extents.with(at, part) })));
    const arithmetic = given === null && extent !== null ? [`${extent}/${parts} = ${extent / parts}`] : [];
    return { output: outputs[0]?.shape ?? null, outputs, arithmetic, ...(wrong === null ? {} : { faults: [wrong] }) };
  },
});

const ports = (shapes: readonly (Shape | null)[]) => shapes.map((shape, i) => ({ port: `${i}`, shape }));

function fault(input: Shape, at: number, sizes: readonly Extent[] | null, parts: number, extent: Extent): Fault | null {
  if (extent === null) return null;
  return sizes === null ? uneven(input, at, parts, extent) : wrongSum(sizes, extent, input.axes[at] ?? 'elements');
}

function uneven(input: Shape, at: number, parts: number, extent: number): Fault | null {
  if (extent % parts === 0) return null;
  const near = nearestDivisors(extent, parts, 3, (n) => n > 1 && n <= MOST_PARTS);
  const fixes = near.map((n): Fix => {
    const part = { axes: input.axes, extents: input.extents.with(at, extent / n) };
    return { kind: 'set', title: `Set parts=${n} ⟶ ${n} of ${describeShape(part)}`, argument: 'parts', value: `${n}` };
  });
  const works = near.length === 0 ? '' : ` ${near.join(' and ')} parts are equal.`;
  const message = `split: ${extent} ${input.axes[at] ?? 'elements'} do not divide into ${parts} parts: ${extent}/${parts} = ${(extent / parts).toFixed(2)}.${works}`;
  return { code: 'uneven-parts', severity: 'error', argument: 'parts', message, fixes };
}

function wrongSum(sizes: readonly Extent[], extent: number, axis: string): Fault | null {
  if (sizes.includes(null)) return null;
  const numbers = sizes as readonly number[];
  const sum = numbers.reduce((a, b) => a + b, 0);
  if (sum === extent) return null;
  const last = extent - sum + numbers.at(-1)!;
  const value = `[${numbers.with(-1, last).join(', ')}]`;
  const fixes = last < 1 ? [] : [{ kind: 'set' as const, title: `Set sizes=${value}`, argument: 'sizes', value }];
  const message = `split: the sizes are together ${numbers.join(' + ')} = ${sum}, the axis has ${extent} ${axis}.`;
  return { code: 'uneven-parts', severity: 'error', argument: 'sizes', message, fixes };
}
