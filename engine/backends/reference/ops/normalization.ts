/** Batch normalization (Ioffe and Szegedy, 2015), channels last. */
import type { NormalizationOps } from '../../../ops/ops.ts';
import type { ReferenceTensor } from '../tensor.ts';

export const normalization: NormalizationOps<ReferenceTensor> = {
  batchNorm({ x, scale, shift }, { y, mean, variance }, { eps }) {
    const channels = mean.data.length;
    const count = x.data.length / channels;
    mean.data.fill(0);
    variance.data.fill(0);
    for (let i = 0; i < x.data.length; i++) mean.data[i % channels] += x.data[i] / count;
    for (let i = 0; i < x.data.length; i++)
      variance.data[i % channels] += (x.data[i] - mean.data[i % channels]) ** 2 / count;
    normalization.batchNormInference({ x, scale, shift, mean, variance }, y, { eps });
  },
  batchNormInference({ x, scale, shift, mean, variance }, y, { eps }) {
    const channels = mean.data.length;
    for (let i = 0; i < x.data.length; i++) {
      const c = i % channels;
      y.data[i] = ((x.data[i] - mean.data[c]) / Math.sqrt(variance.data[c] + eps)) * scale.data[c] + shift.data[c];
    }
  },
  batchNormGradient({ x, scale, mean, variance, dy }, { dx, dScale, dShift }, { eps }) {
    const channels = mean.data.length;
    const count = x.data.length / channels;
    const normalized = (i: number) =>
      (x.data[i] - mean.data[i % channels]) / Math.sqrt(variance.data[i % channels] + eps);
    dScale.data.fill(0);
    dShift.data.fill(0);
    for (let i = 0; i < x.data.length; i++) {
      dScale.data[i % channels] += dy.data[i] * normalized(i);
      dShift.data[i % channels] += dy.data[i];
    }
    if (dx === null) return;
    for (let i = 0; i < x.data.length; i++) {
      const c = i % channels;
      const centered = dy.data[i] - dShift.data[c] / count - (normalized(i) * dScale.data[c]) / count;
      dx.data[i] = (scale.data[c] / Math.sqrt(variance.data[c] + eps)) * centered;
    }
  },
  runningStatistics({ mean, variance }, { runningMean, runningVariance }, { momentum, count }) {
    const unbiased = count > 1 ? count / (count - 1) : 1;
    for (let c = 0; c < mean.data.length; c++) {
      runningMean.data[c] += momentum * (mean.data[c] - runningMean.data[c]);
      runningVariance.data[c] += momentum * (variance.data[c] * unbiased - runningVariance.data[c]);
    }
  },
};
