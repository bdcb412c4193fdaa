import type { layers } from '../../../model/layers/index.ts';
import { written } from '../../tape/written.ts';

export const prepend_token = written<typeof layers.prepend_token>({
  layouts: { weight: [0, 1, 2] },
  forward: ({ t, x, weights }) => {
    const features = x.shape.at(-1) ?? 0;
    const token = t.reshape(weights.weight, [features]);
    return t.concat([t.repeatTo(token, [...x.shape.slice(0, -2), 1, features]), x], -2);
  },
  backward: ({ t, x, dy, weights }) => {
    const steps = x.shape.at(-2) ?? 0;
    const token = t.narrow(dy, -2, 0, 1);
    return {
      input: () => t.narrow(dy, -2, 1, steps),
      weights: { weight: t.reshape(t.sumTo(token, x.shape.slice(-1)), weights.weight.shape) },
    };
  },
});
