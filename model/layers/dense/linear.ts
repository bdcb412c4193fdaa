/** What dense layers share: they take features, at every step and for every item. */
import type { Fault } from '../../catalog/fault.ts';
import {
  describeShape,
  type Extent,
  formatShape,
  isLeading,
  product,
  type Shape,
  vector,
  withLeading,
} from '../../shape.ts';
import { lastExtent, linearWeights, needsFeatures, repeats, withLast } from '../features.ts';
import type { Inferred } from '../spec.ts';

/** The leading steps and items, and features in place of all that stands behind them. */
export function flattened(input: Shape, features: Extent): Shape {
  const first = input.axes.findIndex((axis) => !isLeading(axis));
  const at = first < 0 ? input.axes.length : first;
  return withLeading({ axes: input.axes.slice(0, at), extents: input.extents.slice(0, at) }, vector(features));
}

/** A fault unless the last axis is features; an image is offered to be flattened. `pixelwise` does the same at every pixel. */
export function needsVector(layer: string, input: Shape | null, pixelwise?: string): Fault | null {
  if (input === null || input.axes.at(-1) === 'features') return null;
  if (input.axes.at(-1) !== 'channels') return needsFeatures(layer, input);
  const core = input.extents.filter((_, i) => !isLeading(input.axes[i]!));
  const count = product(core);
  const flat = flattened(input, count);
  const isPlane = core.length === 3;
  const what = isPlane ? `an image of ${formatShape(input)}` : describeShape(input);
  const instead = isPlane && pixelwise !== undefined ? `, or use ${pixelwise} to apply it at every pixel` : '';
  return {
    code: 'dense-on-image',
    severity: 'error',
    message: `${layer} takes a vector of features; it is given ${what}. Put flatten before it for ${count ?? '?'} features${instead}.`,
    fixes: [{ kind: 'insert', title: `Insert flatten ⟶ ${describeShape(flat)}`, statement: 'flatten' }],
  };
}

/** y = Wx + b with `rows` sums, of which `units` remain. */
export function inferLinear(
  layer: string,
  input: Shape | null,
  units: Extent,
  bias: boolean | null,
  rows: Extent = units,
): Inferred {
  const wrong = needsVector(layer, input, layer === 'dense' ? `conv(${units ?? 'n'}, 1x1)` : undefined);
  if (wrong !== null) return { output: input === null ? null : flattened(input, units), faults: [wrong] };
  const features = lastExtent(input);
  return {
    output: withLast(input, units),
    weights: linearWeights(features, rows, bias),
    macs: product([repeats(input), features, rows]),
    global: true,
  };
}
