import { sizeOf } from '../../../../model/shape.ts';
import type { BinaryName, PrimitiveOps, UnaryName } from '../../../ops/primitives.ts';
import { fillNormal, fillUniform } from '../../../random/philox.ts';
import type { ReferenceTensor } from '../tensor.ts';
import { erf } from './erf.ts';
import { broadcastStrides, stridesOf, walk } from './strides.ts';

const unary: { readonly [F in UnaryName]: (x: number) => number } = {
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  rsqrt: (x) => 1 / Math.sqrt(x),
  square: (x) => x * x,
  reciprocal: (x) => 1 / x,
  abs: Math.abs,
  sign: Math.sign,
  step: (x) => (x > 0 ? 1 : 0),
  relu: (x) => (x < 0 ? 0 : x),
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  erf,
  sin: Math.sin,
  cos: Math.cos,
  atan: Math.atan,
};

const binary: { readonly [F in BinaryName]: (a: number, b: number) => number } = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  maximum: Math.max,
  minimum: Math.min,
  less: (a, b) => (a < b ? 1 : 0),
  equal: (a, b) => (a === b ? 1 : 0),
};

type Map = (x: ReferenceTensor, y: ReferenceTensor, fn: (value: number) => number) => void;
const map: Map = (x, y, fn) => {
  for (let i = 0; i < x.data.length; i++) y.data[i] = fn(x.data[i]);
};

const startOf = (begin: readonly number[], shape: readonly number[]) =>
  stridesOf(shape).reduce((sum, stride, axis) => sum + stride * begin[axis], 0);

export const primitives: PrimitiveOps<ReferenceTensor> = {
  unary: ({ x }, y, { fn }) => map(x, y, unary[fn]),
  affine: ({ x }, y, { factor, offset }) => map(x, y, (value) => factor * value + offset),
  power: ({ x }, y, { exponent }) => map(x, y, (value) => value ** exponent),
  clip: ({ x }, y, { low, high }) => map(x, y, (value) => Math.min(high, Math.max(low, value))),
  binary({ a, b }, out, { fn }) {
    const apply = binary[fn];
    const right: number[] = [];
    walk(out.shape, broadcastStrides(b.shape, out.shape), 0, (i, at) => {
      right[i] = b.data[at];
    });
    const left: number[] = [];
    walk(out.shape, broadcastStrides(a.shape, out.shape), 0, (i, at) => {
      left[i] = a.data[at];
    });
    for (let i = 0; i < out.data.length; i++) out.data[i] = apply(left[i], right[i]);
  },
  matmul({ a, b }, out, { transposeA, transposeB }) {
    const [rows, columns] = out.shape.slice(-2);
    const inner = a.shape.at(transposeA ? -2 : -1) ?? 0;
    const [aRow, aInner] = transposeA ? [1, rows] : [inner, 1];
    const [bInner, bColumn] = transposeB ? [1, inner] : [columns, 1];
    for (let n = 0; n < sizeOf(out.shape.slice(0, -2)); n++) {
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          let sum = 0;
          for (let k = 0; k < inner; k++)
            sum +=
              a.data[n * rows * inner + i * aRow + k * aInner] * b.data[n * inner * columns + k * bInner + j * bColumn];
          out.data[(n * rows + i) * columns + j] = sum;
        }
      }
    }
  },
  reduce({ x }, out, { fn, axes }) {
    out.data.fill(fn === 'sum' ? 0 : Number.NEGATIVE_INFINITY);
    const kept = x.shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent));
    walk(x.shape, broadcastStrides(kept, x.shape), 0, (i, at) => {
      out.data[at] = fn === 'sum' ? out.data[at] + x.data[i] : Math.max(out.data[at], x.data[i]);
    });
  },
  permute({ x }, out, { axes }) {
    const strides = stridesOf(x.shape);
    walk(
      out.shape,
      axes.map((axis) => strides[axis]),
      0,
      (i, at) => {
        out.data[i] = x.data[at];
      },
    );
  },
  reshape({ x }, out) {
    out.data.set(x.data);
  },
  repeat({ x }, out) {
    walk(out.shape, broadcastStrides(x.shape, out.shape), 0, (i, at) => {
      out.data[i] = x.data[at];
    });
  },
  slice({ x }, out, { begin }) {
    walk(out.shape, stridesOf(x.shape), startOf(begin, x.shape), (i, at) => {
      out.data[i] = x.data[at];
    });
  },
  embedIn({ x }, out, { begin, value }) {
    out.data.fill(value);
    walk(x.shape, stridesOf(out.shape), startOf(begin, out.shape), (i, at) => {
      out.data[at] = x.data[i];
    });
  },
  concat({ parts }, out, { axis }) {
    let at = 0;
    for (const part of parts) {
      const begin = out.shape.map((_, i) => (i === axis ? at : 0));
      walk(part.shape, stridesOf(out.shape), startOf(begin, out.shape), (i, target) => {
        out.data[target] = part.data[i];
      });
      at += part.shape[axis];
    }
  },
  gather({ x, index }, out) {
    const row = sizeOf(x.shape.slice(1));
    index.data.forEach((which, i) => {
      out.data.set(x.data.subarray(which * row, (which + 1) * row), i * row);
    });
  },
  gatherGradient({ dy, index }, out) {
    out.data.fill(0);
    const row = sizeOf(out.shape.slice(1));
    index.data.forEach((which, i) => {
      for (let k = 0; k < row; k++) out.data[which * row + k] += dy.data[i * row + k];
    });
  },
  random(_, out, { distribution, place }) {
    (distribution === 'uniform' ? fillUniform : fillNormal)(out.data, place);
  },
  constant(_, out, { values }) {
    if (typeof values === 'number') out.data.fill(values);
    else out.data.set(values);
  },
};
