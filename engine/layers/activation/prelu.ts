import type { layers } from '../../../model/layers/index.ts';
import type { Tape, Var } from '../../tape/tape.ts';
import { written } from '../../tape/written.ts';

/** min(x, 0). */
const negativePart = <T>(t: Tape<T>, x: Var<T>): Var<T> => t.scale(t.relu(t.scale(x, -1)), -1);

export const prelu = written<typeof layers.prelu>({
  forward: ({ t, x, weights }) => t.add(t.relu(x), t.multiply(weights.weight, negativePart(t, x))),
  backward: ({ t, x, dy, weights: { weight } }) => ({
    input() {
      const above = t.step(x);
      return t.multiply(dy, t.add(above, t.multiply(t.affine(above, -1, 1), weight)));
    },
    weights: { weight: t.sumTo(t.multiply(dy, negativePart(t, x)), weight.shape) },
  }),
});
