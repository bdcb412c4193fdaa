import type { layers } from '../../../model/layers/index.ts';
import { written } from '../../tape/written.ts';

export const mean = written<typeof layers.mean>({
  forward: ({ t, inputs }) =>
    t.scale(
      inputs.reduce((sum, input) => t.add(sum, input)),
      1 / inputs.length,
    ),
  backward: ({ t, inputs, dy }) => ({ input: (i) => t.scale(t.sumTo(dy, inputs[i].shape), 1 / inputs.length) }),
});
