import type { layers } from '../../../model/layers/index.ts';
import { written } from '../../tape/written.ts';

export const layer_scale = written<typeof layers.layer_scale>({
  forward: ({ t, x, weights }) => t.multiply(x, weights.weight),
  backward: ({ t, x, dy, weights: { weight } }) => ({
    input: () => t.multiply(dy, weight),
    weights: { weight: t.sumTo(t.multiply(dy, x), weight.shape) },
  }),
});
