import type { ActivationName, ActivationOps } from '../../../ops/activations.ts';
import type { Slot } from '../slot.ts';
import type { Tf, TfTensor } from '../tf.ts';

/** Of x and p, q; the slope of x or of y, whichever `ActivationOps` says. */
interface Activation {
  readonly value: (x: TfTensor, p: number, q: number) => TfTensor;
  readonly slope: (kept: TfTensor, p: number, q: number) => TfTensor;
}

const ROOT = Math.sqrt(2 / Math.PI);
const CUBIC = 0.044715;

export function activationOps(tf: Tf): ActivationOps<Slot> {
  const above = (x: TfTensor, bound: number) => tf.cast(tf.greater(x, bound), 'float32');
  const below = (x: TfTensor, bound: number) => tf.cast(tf.less(x, bound), 'float32');
  const oneLess = (x: TfTensor) => tf.sub(1, x);
  /** `clipByValue` loses NaN on some devices. */
  const sixth = (x: TfTensor) => tf.minimum(tf.maximum(tf.add(tf.mul(x, 1 / 6), 1 / 2), 0), 1);
  /** min(x, 0). */
  const negative = (x: TfTensor) => tf.neg(tf.relu(tf.neg(x)));
  const normal = (x: TfTensor) => tf.mul(tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1), 1 / 2);
  const density = (x: TfTensor) => tf.mul(tf.exp(tf.mul(tf.square(x), -1 / 2)), 1 / Math.sqrt(2 * Math.PI));
  const bent = (x: TfTensor) => tf.tanh(tf.mul(tf.mul(x, tf.add(tf.mul(tf.square(x), CUBIC), 1)), ROOT));

  const activations: { readonly [F in ActivationName]: Activation } = {
    leakyRelu: {
      value: (x, p) => tf.maximum(x, tf.mul(x, p)),
      slope: (y, p) => tf.add(tf.mul(above(y, 0), 1 - p), p),
    },
    elu: {
      value: (x, p, q) => tf.add(tf.mul(tf.relu(x), p), tf.sub(tf.mul(tf.exp(negative(x)), q), q)),
      // Below zero q·eˣ = y + q.
      slope: (y, p, q) => tf.add(tf.mul(above(y, 0), p), tf.mul(oneLess(above(y, 0)), tf.add(y, q))),
    },
    gelu: { value: (x) => tf.mul(x, normal(x)), slope: (x) => tf.add(normal(x), tf.mul(x, density(x))) },
    geluTanh: {
      value: (x) => tf.mul(x, tf.add(tf.mul(bent(x), 1 / 2), 1 / 2)),
      slope(x) {
        const t = bent(x);
        const inner = tf.mul(tf.add(tf.mul(tf.square(x), 3 * CUBIC), 1), ROOT);
        return tf.mul(tf.add(tf.add(t, 1), tf.mul(x, tf.mul(oneLess(tf.square(t)), inner))), 1 / 2);
      },
    },
    swish: {
      value: (x) => tf.mul(x, tf.sigmoid(x)),
      slope(x) {
        const s = tf.sigmoid(x);
        return tf.mul(s, tf.add(tf.mul(x, oneLess(s)), 1));
      },
    },
    softplus: {
      value: (x, p) => tf.mul(tf.softplus(tf.mul(x, p)), 1 / p),
      // sigmoid(px) = 1 − e^(−py).
      slope: (y, p) => oneLess(tf.exp(tf.mul(y, -p))),
    },
    sigmoid: { value: tf.sigmoid, slope: (y) => tf.mul(y, oneLess(y)) },
    tanh: { value: tf.tanh, slope: (y) => oneLess(tf.square(y)) },
    // 1 − |y| = 1/(1 + |x|).
    softsign: { value: (x) => tf.div(x, tf.add(tf.abs(x), 1)), slope: (y) => tf.square(oneLess(tf.abs(y))) },
    hardSigmoid: { value: sixth, slope: (y) => tf.mul(tf.mul(above(y, 0), below(y, 1)), 1 / 6) },
    hardSwish: {
      value: (x) => tf.mul(x, sixth(x)),
      slope: (x) => tf.add(sixth(x), tf.mul(tf.mul(x, tf.mul(above(x, -3), below(x, 3))), 1 / 6)),
    },
  };

  return {
    activation({ x }, y, { fn, p = 1, q = 1 }) {
      y.value = tf.tidy(() => activations[fn].value(x.value, p, q));
    },
    activationGradient({ kept, dy }, dx, { fn, p = 1, q = 1 }) {
      dx.value = tf.tidy(() => tf.mul(dy.value, activations[fn].slope(kept.value, p, q)));
    },
    softmax({ x }, y, { log }) {
      y.value = tf.tidy(() => {
        const shifted = tf.sub(x.value, tf.max(x.value, -1, true));
        const powers = tf.exp(shifted);
        const sum = tf.sum(powers, -1, true);
        return log ? tf.sub(shifted, tf.log(sum)) : tf.div(powers, sum);
      });
    },
    softmaxGradient({ y, dy }, dx, { log }) {
      dx.value = tf.tidy(() => {
        if (log) return tf.sub(dy.value, tf.mul(tf.exp(y.value), tf.sum(dy.value, -1, true)));
        return tf.mul(y.value, tf.sub(dy.value, tf.sum(tf.mul(dy.value, y.value), -1, true)));
      });
    },
  };
}
