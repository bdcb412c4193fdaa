import type { DenseOps } from '../../../ops/ops.ts';
import type { ReferenceTensor } from '../tensor.ts';

export const denseOps: DenseOps<ReferenceTensor> = {
  dense({ x, w, b }, y) {
    const [inputs, units] = w.shape;
    for (let n = 0; n < x.data.length / inputs; n++) {
      for (let u = 0; u < units; u++) {
        let sum = b === null ? 0 : b.data[u];
        for (let i = 0; i < inputs; i++) sum += x.data[n * inputs + i] * w.data[i * units + u];
        y.data[n * units + u] = sum;
      }
    }
  },
  denseInputGradient({ dy, w }, dx) {
    const [inputs, units] = w.shape;
    for (let n = 0; n < dy.data.length / units; n++) {
      for (let i = 0; i < inputs; i++) {
        let sum = 0;
        for (let u = 0; u < units; u++) sum += dy.data[n * units + u] * w.data[i * units + u];
        dx.data[n * inputs + i] = sum;
      }
    }
  },
  denseWeightGradient({ x, dy }, dw) {
    const [inputs, units] = dw.shape;
    dw.data.fill(0);
    for (let n = 0; n < x.data.length / inputs; n++) {
      for (let i = 0; i < inputs; i++) {
        for (let u = 0; u < units; u++) dw.data[i * units + u] += x.data[n * inputs + i] * dy.data[n * units + u];
      }
    }
  },
  biasGradient({ dy }, db) {
    const units = db.data.length;
    db.data.fill(0);
    for (let i = 0; i < dy.data.length; i++) db.data[i % units] += dy.data[i];
  },
};
