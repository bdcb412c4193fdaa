import type { layers } from '../../../model/layers/index.ts';
import { written } from '../../tape/written.ts';
import { pooledAxes } from './global.ts';

/** Where several values are highest they share the gradient. */
export const global_maxpool = written<typeof layers.global_maxpool>({
  forward: ({ t, x, inputAxes, outputShape }) => t.reshape(t.max(x, pooledAxes(inputAxes[0])), outputShape),
  backward: ({ t, x, y, dy, inputAxes }) => {
    const axes = pooledAxes(inputAxes[0]);
    const kept = x.shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent));
    const highest = t.equal(x, t.reshape(y, kept));
    const share = t.divide(t.reshape(dy, kept), t.sum(highest, axes));
    return { input: () => t.multiply(highest, share) };
  },
});
