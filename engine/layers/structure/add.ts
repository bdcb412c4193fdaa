import type { layers } from '../../../model/layers/index.ts';
import { written } from '../../tape/written.ts';

export const add = written<typeof layers.add>({
  forward: ({ t, inputs }) => inputs.reduce((sum, input) => t.add(sum, input)),
  backward: ({ t, inputs, dy }) => ({ input: (i) => t.sumTo(dy, inputs[i].shape) }),
});
