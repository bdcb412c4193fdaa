import type { ElementwiseOps } from '../../../ops/ops.ts';
import { fillUniform } from '../../../random/philox.ts';
import type { ReferenceTensor } from '../tensor.ts';

export const elementwise: ElementwiseOps<ReferenceTensor> = {
  relu({ x }, y) {
    for (let i = 0; i < x.data.length; i++) y.data[i] = Math.max(0, x.data[i]);
  },
  reluGradient({ y, dy }, dx) {
    for (let i = 0; i < y.data.length; i++) dx.data[i] = y.data[i] > 0 ? dy.data[i] : 0;
  },
  clipGradient({ y, dy }, dx, { low, high }) {
    for (let i = 0; i < y.data.length; i++) dx.data[i] = y.data[i] > low && y.data[i] < high ? dy.data[i] : 0;
  },
  dropout({ x }, y, { p, place }) {
    const uniform = fillUniform(new Float64Array(x.data.length), place);
    for (let i = 0; i < x.data.length; i++) y.data[i] = uniform[i] < p ? 0 : x.data[i] / (1 - p);
  },
  copy({ x }, y) {
    y.data.set(x.data);
  },
  add({ a, b }, out) {
    for (let i = 0; i < a.data.length; i++) out.data[i] = a.data[i] + b.data[i];
  },
};
