import type { layers } from '../../../model/layers/index.ts';
import { written } from '../../tape/written.ts';

export const one_hot = written<typeof layers.one_hot>({
  forward: ({ t, x, args: { vocab } }) =>
    t.equal(
      t.reshape(x, [...x.shape, 1]),
      t.constant(
        Array.from({ length: vocab }, (_, token) => token),
        [vocab],
      ),
    ),
  // Whole numbers have no gradient.
  backward: ({ t, x }) => ({ input: () => t.fill(0, x.shape) }),
});
