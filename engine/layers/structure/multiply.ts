import type { layers } from '../../../model/layers/index.ts';
import { written } from '../../tape/written.ts';

export const multiply = written<typeof layers.multiply>({
  forward: ({ t, inputs }) => inputs.reduce((product, input) => t.multiply(product, input)),
  backward: ({ t, inputs, dy }) => ({
    input: (i) =>
      t.sumTo(
        inputs.toSpliced(i, 1).reduce((product, other) => t.multiply(product, other), dy),
        inputs[i].shape,
      ),
  }),
});
