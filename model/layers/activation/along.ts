/** Functions over a whole axis. */

import type { InferContext, Inferred } from '../spec.ts';
import { autoAxis, axisIndex, noSuchAxis } from '../structure/axis-argument.ts';

export const alongArguments = { axis: autoAxis('The axis over which the results sum to 1.') };

export function inferAlong(layer: string, { inputs, args }: InferContext<typeof alongArguments>): Inferred {
  const input = inputs[0] ?? null;
  if (input === null || args.axis === null) return { output: input };
  const at = axisIndex(input, args.axis);
  if (at < 0) return { output: input, faults: [noSuchAxis(layer, input, args.axis, (extent) => extent !== 1)] };
  const isPointwise = input.axes[at] === 'channels' || input.axes[at] === 'features';
  if (input.extents[at] !== 1) return { output: input, global: !isPointwise };
  const message = `${layer} over the single element of ${input.axes[at]} is always ${layer === 'softmax' ? 1 : 0}: no gradient passes.`;
  const others = input.axes.filter((_, i) => input.extents[i] !== 1);
  const fixes = others.map((name) => ({
    kind: 'set' as const,
    title: `Set axis=${name}`,
    argument: 'axis',
    value: name,
  }));
  return { output: input, faults: [{ code: 'softmax-of-one', severity: 'warning', argument: 'axis', message, fixes }] };
}
