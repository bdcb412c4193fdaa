import type { OptimizerOps } from '../../../ops/ops.ts';
import type { Slot } from '../slot.ts';
import type { Tf, TfTensor } from '../tf.ts';

export function optimizerOps(tf: Tf): OptimizerOps<Slot> {
  const set = (slot: Slot, make: () => TfTensor) => {
    slot.value = tf.tidy(make);
  };
  /** decay · running + (1 − decay) · x. */
  const mix = (running: Slot, decay: number, x: () => TfTensor) =>
    set(running, () => tf.add(tf.mul(running.value, decay), tf.mul(x(), 1 - decay)));

  return {
    sgd({ gradient }, { w, velocity }, { lr, momentum, nesterov, weightDecay }) {
      const decayed = () => (weightDecay === 0 ? gradient.value : tf.add(gradient.value, tf.mul(w.value, weightDecay)));
      set(velocity, () => tf.add(tf.mul(velocity.value, momentum), decayed()));
      set(w, () => {
        const ahead = nesterov ? tf.add(decayed(), tf.mul(velocity.value, momentum)) : velocity.value;
        return tf.sub(w.value, tf.mul(ahead, lr));
      });
    },
    adagrad({ gradient }, { w, sum }, { lr, eps }) {
      set(sum, () => tf.add(sum.value, tf.square(gradient.value)));
      set(w, () => tf.sub(w.value, tf.mul(tf.div(gradient.value, tf.add(tf.sqrt(sum.value), eps)), lr)));
    },
    rmsprop({ gradient }, { w, square, mean, velocity }, { lr, decay, eps, inside, momentum }) {
      mix(square, decay, () => tf.square(gradient.value));
      if (mean !== null) mix(mean, decay, () => gradient.value);
      const direction = () => {
        // Rounding may leave less than nothing.
        const s = mean === null ? square.value : tf.relu(tf.sub(square.value, tf.square(mean.value)));
        return tf.div(gradient.value, inside ? tf.sqrt(tf.add(s, eps)) : tf.add(tf.sqrt(s), eps));
      };
      if (velocity !== null) set(velocity, () => tf.add(tf.mul(velocity.value, momentum), direction()));
      set(w, () => tf.sub(w.value, tf.mul(velocity === null ? direction() : velocity.value, lr)));
    },
    adam({ gradient }, { w, m, v, highest }, { lr, beta1, beta2, eps, step, weightDecay }) {
      mix(m, beta1, () => gradient.value);
      mix(v, beta2, () => tf.square(gradient.value));
      if (highest !== null) set(highest, () => tf.maximum(highest.value, v.value));
      const rate = lr / (1 - beta1 ** step);
      const root = Math.sqrt(1 - beta2 ** step);
      set(w, () => {
        const deviation = tf.add(tf.div(tf.sqrt((highest ?? v).value), root), eps);
        const kept = weightDecay === 0 ? w.value : tf.mul(w.value, 1 - lr * weightDecay);
        return tf.sub(kept, tf.mul(tf.div(m.value, deviation), rate));
      });
    },
  };
}
