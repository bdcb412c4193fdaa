import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { DenseOps } from '../../../ops/ops.ts';
import type { Slot } from '../slot.ts';
import type { Tf } from '../tf.ts';

export function denseOps(tf: Tf): DenseOps<Slot> {
  return {
    dense({ x, w, b }, y) {
      y.value = tf.tidy(() => {
        const product = tf.matMul(x.value as Tensor2D, w.value as Tensor2D);
        return b === null ? product : tf.add(product, b.value);
      });
    },
    denseInputGradient({ dy, w }, dx) {
      dx.value = tf.matMul(dy.value as Tensor2D, w.value as Tensor2D, false, true);
    },
    denseWeightGradient({ x, dy }, dw) {
      dw.value = tf.matMul(x.value as Tensor2D, dy.value as Tensor2D, true, false);
    },
    biasGradient({ dy }, db) {
      db.value = tf.tidy(() => tf.sum(tf.reshape(dy.value, [-1, db.shape[0]]), 0));
    },
  };
}
