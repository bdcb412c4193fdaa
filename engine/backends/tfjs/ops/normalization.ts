/** Batch normalization (Ioffe and Szegedy, 2015), channels last; no backend has a kernel for its training mode. */
import type { NormalizationOps } from '../../../ops/ops.ts';
import type { Slot } from '../slot.ts';
import type { Tf, TfTensor } from '../tf.ts';

export function normalizationOps(tf: Tf): NormalizationOps<Slot> {
  /** All axes but the channels. */
  const axes = (x: TfTensor) => Array.from({ length: x.rank - 1 }, (_, i) => i);
  const inverse = (variance: TfTensor, eps: number) => tf.rsqrt(tf.add(variance, eps));

  return {
    batchNorm({ x, scale, shift }, out, { eps }) {
      const [y, mean, variance] = tf.tidy(() => {
        const m = tf.mean(x.value, axes(x.value));
        const centered = tf.sub(x.value, m);
        const v = tf.mean(tf.square(centered), axes(x.value));
        return [tf.add(tf.mul(centered, tf.mul(inverse(v, eps), scale.value)), shift.value), m, v];
      });
      out.y.value = y;
      out.mean.value = mean;
      out.variance.value = variance;
    },
    batchNormInference({ x, scale, shift, mean, variance }, y, { eps }) {
      y.value = tf.tidy(() => {
        const factor = tf.mul(inverse(variance.value, eps), scale.value);
        return tf.add(tf.mul(tf.sub(x.value, mean.value), factor), shift.value);
      });
    },
    batchNormGradient({ x, scale, mean, variance, dy }, out, { eps }) {
      const count = x.value.size / mean.value.size;
      const [dScale, dShift, dx] = tf.tidy(() => {
        const rsqrt = inverse(variance.value, eps);
        const normalized = tf.mul(tf.sub(x.value, mean.value), rsqrt);
        const scaleGradient = tf.sum(tf.mul(dy.value, normalized), axes(x.value));
        const shiftGradient = tf.sum(dy.value, axes(x.value));
        const along = tf.add(tf.mul(normalized, tf.div(scaleGradient, count)), tf.div(shiftGradient, count));
        const inputGradient = tf.mul(tf.sub(dy.value, along), tf.mul(rsqrt, scale.value));
        return [scaleGradient, shiftGradient, inputGradient];
      });
      out.dScale.value = dScale;
      out.dShift.value = dShift;
      if (out.dx === null) dx.dispose();
      else out.dx.value = dx;
    },
    runningStatistics({ mean, variance }, { runningMean, runningVariance }, { momentum, count }) {
      const unbiased = count > 1 ? count / (count - 1) : 1;
      const mix = (running: TfTensor, batch: TfTensor) =>
        tf.add(tf.mul(running, 1 - momentum), tf.mul(batch, momentum));
      runningMean.value = tf.tidy(() => mix(runningMean.value, mean.value));
      runningVariance.value = tf.tidy(() => mix(runningVariance.value, tf.mul(variance.value, unbiased)));
    },
  };
}
