import { axis, int } from '../../catalog/arguments.ts';
import type { Fault } from '../../catalog/fault.ts';
import { describeShape, type Extent, type Shape } from '../../shape.ts';
import { defineLayer, type Inferred } from '../spec.ts';
import { axisIndex, noSuchAxis } from './axis-argument.ts';

export const select = defineLayer({
  name: 'select',
  doc: 'Takes one index of an axis and drops the axis: the last step of a sequence is `select(steps, -1)`, the class token of a vision transformer `select(steps, 0)`. Below zero counts from the end.',
  source: 'PyTorch, Tensor.select',
  example: 'select(steps, -1)',
  args: {
    axis: axis('The axis that is dropped.'),
    index: int('The index that is taken, from 0; below zero counted from the end.'),
  },
  keeps: [],
  memory: 'own',
  infer({ inputs, args }): Inferred {
    const input = inputs[0] ?? null;
    if (input === null || args.axis === null) return { output: null };
    const { axis: along, index } = args;
    const at = axisIndex(input, along);
    if (at < 0)
      return { output: null, faults: [noSuchAxis('select', input, along, (extent) => reaches(extent, index))] };
    const output = { axes: input.axes.toSpliced(at, 1), extents: input.extents.toSpliced(at, 1) };
    const extent = input.extents[at] ?? null;
    return reaches(extent, index) ? { output } : { output, faults: [outside(input, at, index!, output)] };
  },
});

const reaches = (extent: Extent, index: number | null): boolean =>
  extent === null || index === null || (index < extent && index >= -extent);

function outside(input: Shape, at: number, index: number, output: Shape): Fault {
  const extent = input.extents[at]!;
  const nearest = index < 0 ? 0 : extent - 1;
  const message = `select: there is no ${input.axes[at]} ${index} among ${extent}; indices go from ${-extent} to ${extent - 1}.`;
  const title = `Set index=${nearest} ⟶ ${describeShape(output)}`;
  const fixes = [{ kind: 'set' as const, title, argument: 'index', value: `${nearest}` }];
  return { code: 'index-outside', severity: 'error', argument: 'index', message, fixes };
}
