import type { LossOps } from '../../../ops/ops.ts';
import type { Slot } from '../slot.ts';
import type { Tf } from '../tf.ts';

export function lossOps(tf: Tf): LossOps<Slot> {
  return {
    softmaxCrossEntropy({ scores }, { result, gradient }, { labels, factor }) {
      const [batch, classes] = scores.value.shape;
      const hot = new Float32Array(batch * classes);
      labels.forEach((label, n) => {
        hot[n * classes + label] = 1;
      });
      const [sums, slope] = tf.tidy(() => {
        const truth = tf.tensor(hot, [batch, classes]);
        // Shifted by the highest score, no exponential overflows (CS231n, lecture 3).
        const shifted = tf.sub(scores.value, tf.max(scores.value, 1, true));
        const exponentials = tf.exp(shifted);
        const total = tf.sum(exponentials, 1, true);
        const perSample = tf.sub(tf.log(total), tf.sum(tf.mul(shifted, truth), 1, true));
        const p = tf.div(exponentials, total);
        return [tf.reshape(tf.sum(perSample), [1]), tf.mul(tf.sub(p, truth), factor)];
      });
      result.value = sums;
      if (gradient === null) slope.dispose();
      else gradient.value = slope;
    },
    addSquaredSum({ w }, total, { factor }) {
      total.value = tf.tidy(() => tf.add(total.value, tf.mul(tf.sum(tf.square(w.value)), factor)));
    },
    addScaled({ w }, gradient, { factor }) {
      gradient.value = tf.tidy(() => tf.add(gradient.value, tf.mul(w.value, factor)));
    },
  };
}
