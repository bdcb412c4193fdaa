import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import type { Axis } from '../../../model/shape.ts';
import { written } from '../../tape/written.ts';
import { axisAt } from './axis-at.ts';

/** Where the stretch begins, in all axes; below zero counts from the end. */
function beginOf({ axis, from }: ArgsOf<typeof layers.slice>, axes: readonly Axis[], shape: readonly number[]) {
  const at = axisAt(axes, axis as Axis);
  return shape.map((extent, i) => (i === at ? (from < 0 ? extent + from : from) : 0));
}

export const slice = written<typeof layers.slice>({
  forward: ({ t, x, args, inputAxes, outputShape }) => t.slice(x, beginOf(args, inputAxes[0], x.shape), outputShape),
  backward: ({ t, x, dy, args, inputAxes }) => ({
    input: () => t.embed(dy, beginOf(args, inputAxes[0], x.shape), x.shape),
  }),
});
