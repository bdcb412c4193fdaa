/** What the JavaScript of `@tensorflow/tfjs-node` expects and today's Node and the bare tfjs-core do not have. */
import util from 'node:util';
import * as tf from '@tensorflow/tfjs-core';

/** Functions of `node:util` that Node 23 took away. */
const gone = {
  isNullOrUndefined: (value: unknown) => value === null || value === undefined,
  isArray: Array.isArray,
  isString: (value: unknown) => typeof value === 'string',
};

/** Methods of a tensor that its kernels call, which tfjs-core leaves to the package around it. */
const chained = {
  add: tf.add,
  sub: tf.sub,
  mul: tf.mul,
  toFloat: (x: tf.Tensor) => tf.cast(x, 'float32'),
  toInt: (x: tf.Tensor) => tf.cast(x, 'int32'),
};

export function restoreStandIns(): void {
  for (const [name, value] of Object.entries(gone)) Object.defineProperty(util, name, { value, configurable: true });
  for (const [name, run] of Object.entries(chained)) {
    if (name in tf.Tensor.prototype) continue;
    const method = function (this: tf.Tensor, ...rest: readonly unknown[]) {
      return Reflect.apply(run, undefined, [this, ...rest]) as tf.Tensor;
    };
    Object.defineProperty(tf.Tensor.prototype, name, { value: method, configurable: true, writable: true });
  }
}
