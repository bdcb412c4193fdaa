/** Normalization by statistics of each channel. */
import { all, type OwnKernels } from '../kernel.ts';

export const normalizationKernels: OwnKernels = {
  FusedBatchNorm({ inputs: { x, mean, variance, scale, offset }, attrs: { varianceEpsilon }, backend }) {
    const channels = x.shape[x.shape.length - 1];
    const own = [mean, variance, ...[scale, offset].filter(Boolean)];
    if (!all('float32', x, ...own) || own.some(({ shape }) => shape.length !== 1 || shape[0] !== channels)) return null;
    return backend.composed((run) => {
      const fill = (value: number) => run('Fill', {}, { shape: [channels], value, dtype: 'float32' });
      const [factor, shift] = [scale ?? fill(1), offset ?? fill(0)].map((info) => backend.tensor(info));
      const statistics = { mean: backend.tensor(mean), variance: backend.tensor(variance) };
      return backend.compute(x.shape, 'float32', (y) =>
        backend.ops.batchNormInference({ x: backend.tensor(x), scale: factor, shift, ...statistics }, y, {
          eps: varianceEpsilon,
        }),
      );
    });
  },
};
