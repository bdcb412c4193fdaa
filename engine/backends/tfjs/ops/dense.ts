import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { DenseOps } from '../../../ops/ops.ts';
import type { Slot } from '../slot.ts';
import type { Tf } from '../tf.ts';

export function denseOps(tf: Tf): DenseOps<Slot> {
  const rows = ({ value, shape }: Slot) => tf.reshape(value, [-1, shape[shape.length - 1]]) as Tensor2D;

  return {
    dense({ x, w, b }, y) {
      y.value = tf.tidy(() => {
        const product = tf.matMul(rows(x), w.value as Tensor2D);
        return tf.reshape(b === null ? product : tf.add(product, b.value), [...y.shape]);
      });
    },
    denseInputGradient({ dy, w }, dx) {
      dx.value = tf.tidy(() => tf.reshape(tf.matMul(rows(dy), w.value as Tensor2D, false, true), [...dx.shape]));
    },
    denseWeightGradient({ x, dy }, dw) {
      dw.value = tf.tidy(() => tf.matMul(rows(x), rows(dy), true, false));
    },
    biasGradient({ dy }, db) {
      db.value = tf.tidy(() => tf.sum(tf.reshape(dy.value, [-1, db.shape[0]]), 0));
    },
  };
}
