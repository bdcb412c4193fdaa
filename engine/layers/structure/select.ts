import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import type { Axis } from '../../../model/shape.ts';
import { written } from '../../tape/written.ts';
import { axisAt } from './axis-at.ts';

/** Where the slice that is taken begins, and its extents while it still has the axis. */
function taken({ axis, index }: ArgsOf<typeof layers.select>, axes: readonly Axis[], shape: readonly number[]) {
  const at = axisAt(axes, axis as Axis);
  const begin = shape.map((extent, i) => (i === at ? (index < 0 ? extent + index : index) : 0));
  return { begin, thin: shape.with(at, 1) };
}

export const select = written<typeof layers.select>({
  forward({ t, x, args, inputAxes, outputShape }) {
    const { begin, thin } = taken(args, inputAxes[0], x.shape);
    return t.reshape(t.slice(x, begin, thin), outputShape);
  },
  backward: ({ t, x, dy, args, inputAxes }) => ({
    input() {
      const { begin, thin } = taken(args, inputAxes[0], x.shape);
      return t.embed(t.reshape(dy, thin), begin, x.shape);
    },
  }),
});
