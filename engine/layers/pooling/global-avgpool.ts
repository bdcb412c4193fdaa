import type { layers } from '../../../model/layers/index.ts';
import { written } from '../../tape/written.ts';
import { pooledAxes } from './global.ts';

export const global_avgpool = written<typeof layers.global_avgpool>({
  forward: ({ t, x, inputAxes, outputShape }) => t.reshape(t.mean(x, pooledAxes(inputAxes[0])), outputShape),
  backward: ({ t, x, dy, inputAxes }) => {
    const axes = pooledAxes(inputAxes[0]);
    const kept = x.shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent));
    const count = axes.reduce((product, axis) => product * x.shape[axis], 1);
    return { input: () => t.repeatTo(t.reshape(t.scale(dy, 1 / count), kept), x.shape) };
  },
});
