/** Losses and updates. */
import type { LossOps, OptimizerOps } from '../../../ops/ops.ts';
import type { ReferenceTensor } from '../tensor.ts';

export const learning: LossOps<ReferenceTensor> & OptimizerOps<ReferenceTensor> = {
  softmaxCrossEntropy({ scores }, { result, gradient }, { targets, factor }) {
    const classes = scores.shape.at(-1) ?? 1;
    let loss = 0;
    for (let start = 0; start < targets.length; start += classes) {
      const row = scores.data.subarray(start, start + classes);
      const target = targets.subarray(start, start + classes);
      // Shifted by the highest score, no exponential overflows (CS231n, lecture 3).
      const highest = row.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
      const sum = row.reduce((total, score) => total + Math.exp(score - highest), 0);
      const mass = target.reduce((a, b) => a + b, 0);
      for (let c = 0; c < classes; c++) {
        if (target[c] !== 0) loss += target[c] * (Math.log(sum) - (row[c] - highest));
        if (gradient === null) continue;
        gradient.data[start + c] = factor * ((mass * Math.exp(row[c] - highest)) / sum - target[c]);
      }
    }
    result.data[0] = loss;
  },
  sgd({ gradient }, { w, velocity }, { lr, momentum, nesterov, weightDecay }) {
    for (let i = 0; i < w.data.length; i++) {
      const g = gradient.data[i] + weightDecay * w.data[i];
      velocity.data[i] = momentum * velocity.data[i] + g;
      w.data[i] -= lr * (nesterov ? g + momentum * velocity.data[i] : velocity.data[i]);
    }
  },
  adagrad({ gradient }, { w, sum }, { lr, eps }) {
    for (let i = 0; i < w.data.length; i++) {
      sum.data[i] += gradient.data[i] ** 2;
      w.data[i] -= (lr * gradient.data[i]) / (Math.sqrt(sum.data[i]) + eps);
    }
  },
  rmsprop({ gradient }, { w, square, mean, velocity }, { lr, decay, eps, inside, momentum }) {
    for (let i = 0; i < w.data.length; i++) {
      const g = gradient.data[i];
      square.data[i] = decay * square.data[i] + (1 - decay) * g ** 2;
      let s = square.data[i];
      if (mean !== null) {
        mean.data[i] = decay * mean.data[i] + (1 - decay) * g;
        // Rounding may leave less than nothing.
        s = Math.max(0, s - mean.data[i] ** 2);
      }
      let direction = g / (inside ? Math.sqrt(s + eps) : Math.sqrt(s) + eps);
      if (velocity !== null) {
        velocity.data[i] = momentum * velocity.data[i] + direction;
        direction = velocity.data[i];
      }
      w.data[i] -= lr * direction;
    }
  },
  adam({ gradient }, { w, m, v, highest }, { lr, beta1, beta2, eps, step, weightDecay }) {
    const correction1 = 1 - beta1 ** step;
    const correction2 = 1 - beta2 ** step;
    for (let i = 0; i < w.data.length; i++) {
      w.data[i] -= lr * weightDecay * w.data[i];
      m.data[i] = beta1 * m.data[i] + (1 - beta1) * gradient.data[i];
      v.data[i] = beta2 * v.data[i] + (1 - beta2) * gradient.data[i] ** 2;
      if (highest !== null) highest.data[i] = Math.max(highest.data[i], v.data[i]);
      const second = (highest ?? v).data[i];
      w.data[i] -= (lr * (m.data[i] / correction1)) / (Math.sqrt(second / correction2) + eps);
    }
  },
};
