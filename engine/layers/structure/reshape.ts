import type { layers } from '../../../model/layers/index.ts';
import { written } from '../../tape/written.ts';
import { reread } from './order.ts';

export const reshape = written<typeof layers.reshape>({
  forward: ({ t, x, inputAxes, outputAxes, outputShape }) => reread(t, x, inputAxes[0], outputAxes[0], outputShape),
  backward: ({ t, x, dy, inputAxes, outputAxes }) => ({
    input: () => reread(t, dy, outputAxes[0], inputAxes[0], x.shape),
  }),
});
