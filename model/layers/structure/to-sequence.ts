import { describeShape, formatExtents, isLeading, product, sequence, withLeading } from '../../shape.ts';
import { lastExtent } from '../features.ts';
import { defineLayer, type Inferred } from '../spec.ts';

export const to_sequence = defineLayer({
  name: 'to_sequence',
  doc: 'Reads an image as a sequence, a step for each pixel, row after row: height × width × channels gives height·width steps × channels. A vision transformer does this with its grid of patches (PyTorch: `flatten(2).transpose(1, 2)`). Of a volume each voxel is a step.',
  source: 'Dosovitskiy et al., 2021',
  example: 'to_sequence',
  args: {},
  keeps: [],
  memory: 'own',
  infer({ inputs }): Inferred {
    const input = inputs[0] ?? null;
    if (input === null) return { output: sequence(null, null) };
    if (input.axes.at(-1) !== 'channels') {
      const message = `to_sequence takes height × width × channels; it is given ${describeShape(input)}.`;
      return { output: null, faults: [{ code: 'input-not-an-image', severity: 'error', message, fixes: [] }] };
    }
    const at = input.axes.findIndex((axis) => !isLeading(axis));
    const leading = { axes: input.axes.slice(0, at), extents: input.extents.slice(0, at) };
    const grid = input.extents.slice(at, -1);
    const steps = product(grid);
    return {
      output: withLeading(leading, sequence(steps, lastExtent(input))),
      arithmetic: [`${formatExtents(grid).replaceAll('×', ' · ')} = ${steps ?? '?'} steps`],
    };
  },
});
