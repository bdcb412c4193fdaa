import { bool, int } from '../../catalog/arguments.ts';
import type { Fault } from '../../catalog/fault.ts';
import { formatShape, product, type Shape } from '../../shape.ts';
import { lastExtent, repeats, withLast } from '../features.ts';
import { defineLayer, type Inferred } from '../spec.ts';
import { flattened, needsVector } from './linear.ts';

export const bilinear = defineLayer({
  name: 'bilinear',
  doc: 'Joins two vectors by all products of their features: y = aᵀ W b + bias, one matrix W for each output. On steps or items both inputs run side by side. `macs` counts the product with the learned matrices, not the one of its result with the second vector.',
  source: 'Tenenbaum and Freeman, 2000; PyTorch, Bilinear',
  example: '[question, picture] -> bilinear(128)',
  arity: 2,
  args: {
    units: int('Number of outputs.', { min: 1 }),
    bias: bool('Whether each output adds a learned constant.', { default: true }),
  },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args }): Inferred {
    const [a = null, b = null] = inputs;
    const { units, bias } = args;
    for (const [input, shape] of [a, b].entries()) {
      const wrong = needsVector('bilinear', shape);
      if (wrong !== null)
        return { output: flattened(shape!, units), faults: [{ ...wrong, input, fixes: flattenInput(input, wrong) }] };
    }
    const rows = [units, lastExtent(a), lastExtent(b)];
    const disagree = leadingFault(a, b);
    if (disagree !== null) return { output: withLast(a, units), faults: [disagree] };
    return {
      output: withLast(a ?? b, units),
      weights: [
        { name: 'weight', shape: rows, role: 'weight', fan: { in: product([rows[1]!, rows[2]!]), out: units } },
        ...(bias === false ? [] : [{ name: 'bias', shape: [units], role: 'bias' as const, start: 0 }]),
      ],
      macs: product([repeats(a ?? b), ...rows]),
      global: true,
    };
  },
});

/** What is put before a layer of one input is put at the end of that input's branch. */
const flattenInput = (input: number, { fixes }: Fault): Fault['fixes'] =>
  fixes.map((fix) => (fix.kind === 'insert' ? { ...fix, kind: 'extend', input } : fix));

function leadingFault(a: Shape | null, b: Shape | null): Fault | null {
  if (a === null || b === null) return null;
  const agree =
    a.axes.length === b.axes.length &&
    a.axes.every((axis, i) => axis === b.axes[i]) &&
    a.extents.slice(0, -1).every((extent, i) => extent === null || b.extents[i] === null || extent === b.extents[i]);
  if (agree) return null;
  const message = `bilinear: branches disagree: ${formatShape(a)} and ${formatShape(b)}; all but the features must be the same.`;
  return { code: 'branches-disagree', severity: 'error', input: 1, message, fixes: [] };
}
