import type { layers } from '../../../model/layers/index.ts';
import { written } from '../../tape/written.ts';

export const max = written<typeof layers.max>({
  forward: ({ t, inputs }) => inputs.reduce((most, input) => t.maximum(most, input)),
  backward: ({ t, inputs, y, dy }) => ({
    // What no branch before has won; of equal branches the first one wins.
    input(i) {
      const left = inputs
        .slice(0, i)
        .reduce((rest, before) => t.multiply(rest, t.affine(t.equal(before, y), -1, 1)), dy);
      return t.sumTo(t.multiply(left, t.equal(inputs[i], y)), inputs[i].shape);
    },
  }),
});
