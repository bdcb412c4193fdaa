import type { ElementwiseOps } from '../../../ops/ops.ts';
import { fillUniform } from '../../../random/philox.ts';
import type { Slot } from '../slot.ts';
import type { Tf } from '../tf.ts';

export function elementwiseOps(tf: Tf): ElementwiseOps<Slot> {
  // y is not negative, so both are 0 or 1; `sign` is slow on WebAssembly, `step` everywhere else.
  const positive = tf.getBackend() === 'wasm' ? tf.step : tf.sign;

  return {
    relu({ x }, y) {
      y.value = tf.relu(x.value);
    },
    reluGradient({ y, dy }, dx) {
      dx.value = tf.tidy(() => tf.mul(dy.value, positive(y.value)));
    },
    clipGradient({ y, dy }, dx, { low, high }) {
      dx.value = tf.tidy(() => tf.mul(dy.value, tf.mul(tf.step(tf.sub(y.value, low)), tf.step(tf.sub(high, y.value)))));
    },
    dropout({ x }, y, { p, place }) {
      const mask = fillUniform(new Float32Array(x.value.size), place);
      for (let i = 0; i < mask.length; i++) mask[i] = mask[i] < p ? 0 : 1 / (1 - p);
      y.value = tf.tidy(() => tf.mul(x.value, tf.tensor(mask, x.value.shape)));
    },
    copy({ x }, y) {
      y.value = tf.clone(x.value);
    },
    add({ a, b }, out) {
      out.value = tf.add(a.value, b.value);
    },
  };
}
