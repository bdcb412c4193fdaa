import type { OptimizerOps } from '../../../ops/ops.ts';
import type { Slot } from '../slot.ts';
import type { Tf } from '../tf.ts';

export function optimizerOps(tf: Tf): OptimizerOps<Slot> {
  return {
    sgd({ gradient }, { w, velocity }, { lr, momentum }) {
      velocity.value = tf.tidy(() => tf.add(tf.mul(velocity.value, momentum), gradient.value));
      w.value = tf.tidy(() => tf.sub(w.value, tf.mul(velocity.value, lr)));
    },
    adam({ gradient }, { w, m, v }, { lr, beta1, beta2, eps, step }) {
      m.value = tf.tidy(() => tf.add(tf.mul(m.value, beta1), tf.mul(gradient.value, 1 - beta1)));
      v.value = tf.tidy(() => tf.add(tf.mul(v.value, beta2), tf.mul(tf.square(gradient.value), 1 - beta2)));
      const rate = lr / (1 - beta1 ** step);
      const root = Math.sqrt(1 - beta2 ** step);
      w.value = tf.tidy(() => {
        const deviation = tf.add(tf.div(tf.sqrt(v.value), root), eps);
        return tf.sub(w.value, tf.mul(tf.div(m.value, deviation), rate));
      });
    },
  };
}
