/** What layers over the last axis share: it holds channels or features, and what stands before it repeats. */
import type { Fault } from '../catalog/fault.ts';
import { describeShape, type Extent, product, type Shape } from '../shape.ts';
import type { WeightSpec } from './spec.ts';

/** Channels or features: the extent of the last axis. */
export const lastExtent = (input: Shape | null): Extent => input?.extents.at(-1) ?? null;

/** How often a layer over the last axis runs for one sample. */
export const repeats = (input: Shape | null): Extent => (input === null ? null : product(input.extents.slice(0, -1)));

/** The shape with another extent along the last axis; unknown stays unknown. */
export const withLast = (input: Shape | null, extent: Extent): Shape | null =>
  input === null ? null : { axes: input.axes, extents: input.extents.with(-1, extent) };

/** A fault unless the last axis is channels or features or the shape is not known. */
export function needsFeatures(layer: string, input: Shape | null): Fault | null {
  const last = input?.axes.at(-1);
  if (input === null || last === 'channels' || last === 'features') return null;
  const given = describeShape(input);
  const message =
    last === 'steps' || last === undefined
      ? `${layer} works on channels or features; it is given ${last === undefined ? 'a single token' : `${given} of tokens`}, only ${last === undefined ? 'an index' : 'indices'}. Put embed(vocab, dim) before it.`
      : `${layer} works on channels or features, the last axis; it is given ${given}.`;
  return { code: 'input-without-features', severity: 'error', message, fixes: [] };
}

/** The weights of y = Wx + b, out × in as PyTorch's Linear has them; `prefix` as in `gate.weight`. */
export function linearWeights(
  inputs: Extent,
  outputs: Extent,
  bias: boolean | null,
  { prefix = '', start = 0 }: { prefix?: string; start?: number } = {},
): readonly WeightSpec[] {
  const weight: WeightSpec = {
    name: `${prefix}weight`,
    shape: [outputs, inputs],
    role: 'weight',
    fan: { in: inputs, out: outputs },
  };
  return bias === false ? [weight] : [weight, { name: `${prefix}bias`, shape: [outputs], role: 'bias', start }];
}
