import type { LossOps } from '../../../ops/ops.ts';
import type { Slot } from '../slot.ts';
import type { Tf } from '../tf.ts';

export function lossOps(tf: Tf): LossOps<Slot> {
  return {
    softmaxCrossEntropy({ scores }, { result, gradient }, { targets, factor }) {
      const { shape } = scores;
      const classes = shape.at(-1) ?? 1;
      const [sums, slope] = tf.tidy(() => {
        const rows = tf.reshape(scores.value, [-1, classes]);
        const truth = tf.tensor(Float32Array.from(targets), rows.shape);
        const mass = tf.sum(truth, 1, true);
        // Shifted by the highest score, no exponential overflows (CS231n, lecture 3).
        const shifted = tf.sub(rows, tf.max(rows, 1, true));
        const exponentials = tf.exp(shifted);
        const total = tf.sum(exponentials, 1, true);
        const perRow = tf.sub(tf.mul(tf.log(total), mass), tf.sum(tf.mul(shifted, truth), 1, true));
        const sum = tf.reshape(tf.sum(perRow), [1]);
        if (gradient === null) return [sum];
        const p = tf.mul(tf.div(exponentials, total), mass);
        return [sum, tf.reshape(tf.mul(tf.sub(p, truth), factor), [...shape])];
      });
      result.value = sums;
      if (gradient !== null && slope !== undefined) gradient.value = slope;
    },
  };
}
