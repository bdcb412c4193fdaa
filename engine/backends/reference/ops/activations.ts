import type { ActivationName, ActivationOps } from '../../../ops/activations.ts';
import type { ReferenceTensor } from '../tensor.ts';
import { erf } from './erf.ts';

/** Of x and p, q; the slope of x or of y, whichever `ActivationOps` says. */
interface Activation {
  readonly value: (x: number, p: number, q: number) => number;
  readonly slope: (kept: number, p: number, q: number) => number;
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const clip = (x: number) => Math.min(1, Math.max(0, x));
/** Φ and its slope. */
const normal = (x: number) => (1 + erf(x * Math.SQRT1_2)) / 2;
const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
const ROOT = Math.sqrt(2 / Math.PI);
const CUBIC = 0.044715;
const bent = (x: number) => Math.tanh(ROOT * (x + CUBIC * x ** 3));

const activations: { readonly [F in ActivationName]: Activation } = {
  leakyRelu: { value: (x, p) => (x > 0 ? x : p * x), slope: (y, p) => (y > 0 ? 1 : p) },
  // Below zero q·eˣ = y + q.
  elu: { value: (x, p, q) => (x > 0 ? p * x : q * Math.expm1(x)), slope: (y, p, q) => (y > 0 ? p : y + q) },
  gelu: { value: (x) => x * normal(x), slope: (x) => normal(x) + x * density(x) },
  geluTanh: {
    value: (x) => (x * (1 + bent(x))) / 2,
    slope: (x) => (1 + bent(x) + x * (1 - bent(x) ** 2) * ROOT * (1 + 3 * CUBIC * x * x)) / 2,
  },
  swish: { value: (x) => x * sigmoid(x), slope: (x) => sigmoid(x) * (1 + x * (1 - sigmoid(x))) },
  // sigmoid(px) = 1 − e^(−py).
  softplus: {
    value: (x, p) => Math.max(x, 0) + Math.log1p(Math.exp(-p * Math.abs(x))) / p,
    slope: (y, p) => -Math.expm1(-p * y),
  },
  sigmoid: { value: sigmoid, slope: (y) => y * (1 - y) },
  tanh: { value: Math.tanh, slope: (y) => 1 - y * y },
  // 1 − |y| = 1/(1 + |x|).
  softsign: { value: (x) => x / (1 + Math.abs(x)), slope: (y) => (1 - Math.abs(y)) ** 2 },
  hardSigmoid: { value: (x) => clip(x / 6 + 1 / 2), slope: (y) => (y > 0 && y < 1 ? 1 / 6 : 0) },
  hardSwish: {
    value: (x) => x * clip(x / 6 + 1 / 2),
    slope: (x) => clip(x / 6 + 1 / 2) + (x > -3 && x < 3 ? x / 6 : 0),
  },
};

/** Calls `visit` with where each row of the last axis begins and ends. */
function eachRow({ shape, data }: ReferenceTensor, visit: (begin: number, end: number) => void): void {
  const columns = shape.at(-1) ?? 1;
  for (let begin = 0; begin < data.length; begin += columns) visit(begin, begin + columns);
}

export const activationOps: ActivationOps<ReferenceTensor> = {
  activation({ x }, y, { fn, p = 1, q = 1 }) {
    const { value } = activations[fn];
    for (let i = 0; i < x.data.length; i++) y.data[i] = value(x.data[i], p, q);
  },
  activationGradient({ kept, dy }, dx, { fn, p = 1, q = 1 }) {
    const { slope } = activations[fn];
    for (let i = 0; i < dy.data.length; i++) dx.data[i] = dy.data[i] * slope(kept.data[i], p, q);
  },
  softmax({ x }, y, { log }) {
    eachRow(x, (begin, end) => {
      const highest = Math.max(...x.data.subarray(begin, end));
      let sum = 0;
      for (let i = begin; i < end; i++) sum += Math.exp(x.data[i] - highest);
      for (let i = begin; i < end; i++) {
        const shifted = x.data[i] - highest;
        y.data[i] = log ? shifted - Math.log(sum) : Math.exp(shifted) / sum;
      }
    });
  },
  softmaxGradient({ y, dy }, dx, { log }) {
    eachRow(y, (begin, end) => {
      let sum = 0;
      for (let i = begin; i < end; i++) sum += log ? dy.data[i] : dy.data[i] * y.data[i];
      for (let i = begin; i < end; i++)
        dx.data[i] = log ? dy.data[i] - Math.exp(y.data[i]) * sum : y.data[i] * (dy.data[i] - sum);
    });
  },
};
