import { sizeOf } from '../../../../model/shape.ts';
import type { BinaryName, PrimitiveOps, UnaryName } from '../../../ops/primitives.ts';
import { fillNormal, fillUniform } from '../../../random/philox.ts';
import type { Slot } from '../slot.ts';
import type { Tf, TfTensor } from '../tf.ts';
import { MOST_AXES, mergeBroadcast, mergeWhole } from './fewer-axes.ts';

export function primitiveOps(tf: Tf): PrimitiveOps<Slot> {
  const unary: { readonly [F in UnaryName]: (x: TfTensor) => TfTensor } = {
    exp: tf.exp,
    log: tf.log,
    sqrt: tf.sqrt,
    rsqrt: tf.rsqrt,
    square: tf.square,
    reciprocal: tf.reciprocal,
    abs: tf.abs,
    sign: tf.sign,
    step: (x) => tf.cast(tf.greater(x, 0), 'float32'),
    relu: tf.relu,
    tanh: tf.tanh,
    sigmoid: tf.sigmoid,
    softplus: tf.softplus,
    erf: tf.erf,
    sin: tf.sin,
    cos: tf.cos,
    atan: tf.atan,
  };
  const binary: { readonly [F in BinaryName]: (a: TfTensor, b: TfTensor) => TfTensor } = {
    add: tf.add,
    subtract: tf.sub,
    multiply: tf.mul,
    divide: tf.div,
    maximum: tf.maximum,
    minimum: tf.minimum,
    less: (a, b) => tf.cast(tf.less(a, b), 'float32'),
    equal: (a, b) => tf.cast(tf.equal(a, b), 'float32'),
  };

  return {
    unary({ x }, y, { fn }) {
      y.value = tf.tidy(() => unary[fn](x.value));
    },
    binary({ a, b }, out, { fn }) {
      out.value = tf.tidy(() => {
        if (out.shape.length <= MOST_AXES) return binary[fn](a.value, b.value);
        const fill = (shape: readonly number[]) => [
          ...new Array<number>(out.shape.length - shape.length).fill(1),
          ...shape,
        ];
        const fewer = mergeBroadcast(fill(a.shape), fill(b.shape));
        const found = binary[fn](tf.reshape(a.value, fewer.a), tf.reshape(b.value, fewer.b));
        return tf.reshape(found, [...out.shape]);
      });
    },
    affine({ x }, y, { factor, offset }) {
      y.value = tf.tidy(() => {
        const product = factor === 1 ? x.value : tf.mul(x.value, factor);
        return offset === 0 && factor !== 1 ? product : tf.add(product, offset);
      });
    },
    power({ x }, y, { exponent }) {
      y.value = tf.tidy(() => tf.pow(x.value, tf.scalar(exponent)));
    },
    clip({ x }, y, { low, high }) {
      y.value = tf.tidy(() => tf.minimum(tf.maximum(x.value, low), high));
    },
    matmul({ a, b }, out, { transposeA, transposeB }) {
      out.value = tf.matMul(a.value, b.value, transposeA, transposeB);
    },
    reduce({ x }, out, { fn, axes }) {
      out.value = tf.tidy(() => tf.reshape(tf[fn](x.value, [...axes]), [...out.shape]));
    },
    permute({ x }, out, { axes }) {
      out.value = tf.transpose(x.value, [...axes]);
    },
    reshape({ x }, out) {
      out.value = tf.reshape(x.value, [...out.shape]);
    },
    repeat({ x }, out) {
      out.value = tf.tidy(() => {
        const missing = new Array<number>(out.shape.length - x.shape.length).fill(1);
        const { a, b } = mergeBroadcast([...missing, ...x.shape], out.shape);
        const times = b.map((extent, axis) => extent / (a[axis] ?? 1));
        return tf.reshape(tf.tile(tf.reshape(x.value, a), times), [...out.shape]);
      });
    },
    slice({ x }, out, { begin }) {
      out.value = tf.tidy(() => {
        if (x.shape.length <= MOST_AXES) return tf.slice(x.value, [...begin], [...out.shape]);
        const fewer = mergeWhole(x.shape, begin, out.shape);
        return tf.reshape(tf.slice(tf.reshape(x.value, fewer.whole), fewer.begin, fewer.part), [...out.shape]);
      });
    },
    embedIn({ x }, out, { begin, value }) {
      const around = out.shape.map((extent, axis): [number, number] => {
        const after = extent - begin[axis] - x.shape[axis];
        return [begin[axis], after];
      });
      out.value = tf.pad(x.value, around, value);
    },
    concat({ parts }, out, { axis }) {
      out.value = tf.concat(
        parts.map(({ value }) => value),
        axis,
      );
    },
    gather({ x, index }, out) {
      out.value = tf.tidy(() => tf.reshape(tf.gather(x.value, whole(index)), [...out.shape]));
    },
    gatherGradient({ dy, index }, out) {
      out.value = tf.tidy(() => {
        const rows = sizeOf(index.shape);
        const updates = tf.reshape(dy.value, [rows, ...out.shape.slice(1)]);
        return tf.scatterND(tf.reshape(whole(index), [rows, 1]), updates, [...out.shape]);
      });
    },
    random(_, out, { distribution, place }) {
      const values = new Float32Array(sizeOf(out.shape));
      (distribution === 'uniform' ? fillUniform : fillNormal)(values, place);
      out.value = tf.tensor(values, [...out.shape]);
    },
    constant(_, out, { values }) {
      const shape = [...out.shape];
      out.value = typeof values === 'number' ? tf.fill(shape, values) : tf.tensor(Float32Array.from(values), shape);
    },
  };

  function whole(index: Slot) {
    return tf.cast(tf.reshape(index.value, [-1]), 'int32') as import('@tensorflow/tfjs-core').Tensor1D;
  }
}
