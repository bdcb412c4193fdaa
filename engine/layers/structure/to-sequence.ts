import type { layers } from '../../../model/layers/index.ts';
import { written } from '../../tape/written.ts';

export const to_sequence = written<typeof layers.to_sequence>({
  forward: ({ t, x, outputShape }) => t.reshape(x, outputShape),
  backward: ({ t, x, dy }) => ({ input: () => t.reshape(dy, x.shape) }),
});
