/** Losses, regularization and updates. */
import type { LossOps, OptimizerOps } from '../../../ops/ops.ts';
import type { ReferenceTensor } from '../tensor.ts';

export const learning: LossOps<ReferenceTensor> & OptimizerOps<ReferenceTensor> = {
  softmaxCrossEntropy({ scores }, { result, gradient }, { labels, factor }) {
    const [batch, classes] = scores.shape;
    let loss = 0;
    for (let n = 0; n < batch; n++) {
      const row = scores.data.subarray(n * classes, (n + 1) * classes);
      // Shifted by the highest score, no exponential overflows (CS231n, lecture 3).
      const highest = row.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
      const sum = row.reduce((total, score) => total + Math.exp(score - highest), 0);
      loss += Math.log(sum) - (row[labels[n]] - highest);
      if (gradient === null) continue;
      for (let c = 0; c < classes; c++) {
        const p = Math.exp(row[c] - highest) / sum;
        gradient.data[n * classes + c] = factor * (p - (c === labels[n] ? 1 : 0));
      }
    }
    result.data[0] = loss;
  },
  addSquaredSum({ w }, total, { factor }) {
    total.data[0] += factor * w.data.reduce((sum, value) => sum + value * value, 0);
  },
  addScaled({ w }, gradient, { factor }) {
    for (let i = 0; i < w.data.length; i++) gradient.data[i] += factor * w.data[i];
  },
  sgd({ gradient }, { w, velocity }, { lr, momentum }) {
    for (let i = 0; i < w.data.length; i++) {
      velocity.data[i] = momentum * velocity.data[i] + gradient.data[i];
      w.data[i] -= lr * velocity.data[i];
    }
  },
  adam({ gradient }, { w, m, v }, { lr, beta1, beta2, eps, step }) {
    const correction1 = 1 - beta1 ** step;
    const correction2 = 1 - beta2 ** step;
    for (let i = 0; i < w.data.length; i++) {
      m.data[i] = beta1 * m.data[i] + (1 - beta1) * gradient.data[i];
      v.data[i] = beta2 * v.data[i] + (1 - beta2) * gradient.data[i] ** 2;
      w.data[i] -= (lr * (m.data[i] / correction1)) / (Math.sqrt(v.data[i] / correction2) + eps);
    }
  },
};
