import type { layers } from '../../../model/layers/index.ts';
import { written } from '../../tape/written.ts';

export const gradient_stop = written<typeof layers.gradient_stop>({
  forward: ({ x }) => x,
  backward: ({ t, x }) => ({ input: () => t.fill(0, x.shape) }),
});
