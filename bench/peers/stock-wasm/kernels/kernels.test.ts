import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { openStockWasm } from '../backend.ts';

const close = (found: tf.Tensor, shape: readonly number[], expected: readonly number[]) => {
  assert.deepEqual(found.shape, shape);
  const values = found.dataSync();
  expected.forEach((value, i) => {
    assert.ok(Math.abs(values[i] - value) < 1e-5, `[${i}] is ${values[i]}, should be ${value}`);
  });
};

const run = (kernel: string, inputs: Record<string, tf.Tensor>, attributes: object) =>
  tf.engine().runKernel(kernel, inputs, attributes as never) as tf.Tensor;

/** A test inside a scope that leaves no data behind, neither in tensors nor beside them. */
const kernel = (title: string, test: () => void) =>
  it(title, () => {
    const before = tf.engine().backend.numDataIds();
    tf.tidy(() => test());
    assert.equal(tf.engine().backend.numDataIds(), before);
  });

describe('kernels for WebAssembly', () => {
  before(openStockWasm);

  kernel('multiply transposed matrices, alone and in batches', () => {
    const a = tf.tensor3d([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [2, 3, 2]);
    const b = tf.tensor3d([1, 0, 2, 1, 0, 1, 3, 1, 1, 0, 2, 2], [2, 2, 3]);
    close(tf.matMul(a, b, true, true), [2, 2, 2], [11, 6, 14, 8, 41, 40, 46, 44]);
    const c = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);
    close(tf.matMul(c, c, true, false), [2, 2], [35, 44, 44, 56]);
    close(tf.matMul(c, c, false, true), [3, 3], [5, 11, 17, 11, 25, 39, 17, 39, 61]);
  });

  kernel('sum over leading axes and over any others', () => {
    const x = tf.tensor3d([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);
    close(tf.sum(x, [0, 1]), [2], [16, 20]);
    close(tf.sum(x, [0, 1], true), [1, 1, 2], [16, 20]);
    close(tf.sum(x, 0), [2, 2], [6, 8, 10, 12]);
    close(tf.sum(x, -1), [2, 2], [3, 7, 11, 15]);
    close(tf.sum(x), [], [36]);
    const whole = tf.sum(tf.tensor2d([1, 2, 3, 4], [2, 2], 'int32'), 0);
    assert.equal(whole.dtype, 'int32');
    close(whole, [2], [4, 6]);
  });

  kernel('keep NaN through relu', () => {
    const [low, lost, high] = tf.relu(tf.tensor1d([-1, Number.NaN, 2])).dataSync();
    assert.ok(low === 0 && Number.isNaN(lost) && high === 2);
  });

  // The operation clip is made of these; the stock kernel ClipByValue gives its lower bound for NaN.
  kernel('keep NaN through the larger and the smaller of two', () => {
    const [low, lost, high] = tf.minimum(tf.maximum(tf.tensor1d([-1, Number.NaN, 9]), 0), 6).dataSync();
    assert.ok(low === 0 && Number.isNaN(lost) && high === 6);
  });

  kernel('give the gradient of a maximum to its first position', () => {
    const input = tf.tensor4d([5, 5, 1, 2, 5, 5, 4, 3], [1, 2, 4, 1]);
    const output = tf.tensor4d([5, 4], [1, 1, 2, 1]);
    const dy = tf.tensor4d([10, 20], [1, 1, 2, 1]);
    const attributes = { filterSize: [2, 2], strides: [2, 2], pad: 'valid' };
    close(run('MaxPoolGrad', { dy, input, output }, attributes), [1, 2, 4, 1], [10, 0, 0, 0, 0, 0, 20, 0]);
  });

  kernel('have both gradients of a convolution', () => {
    const x = tf.tensor4d([1, 2, 3, 4, 5, 6], [1, 2, 3, 1]);
    const filter = tf.tensor4d([1, 2, 3, 4], [2, 2, 1, 1]);
    const dy = tf.tensor4d([1, 10], [1, 1, 2, 1]);
    const attributes = { strides: [1, 1], pad: 'valid', dataFormat: 'NHWC' };
    const dw = run('Conv2DBackpropFilter', { x, dy }, { ...attributes, filterShape: filter.shape });
    close(dw, [2, 2, 1, 1], [21, 32, 54, 65]);
    const dx = run('Conv2DBackpropInput', { dy, filter }, { ...attributes, inputShape: x.shape });
    close(dx, [1, 2, 3, 1], [1, 12, 20, 3, 34, 40]);
  });

  kernel('have both gradients of a depthwise convolution, dilated and with several filters for a channel', () => {
    const x = tf.tensor4d([1, 2, 3, 4, 5, 6], [1, 1, 3, 2]);
    const filter = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 2, 2]);
    const dy = tf.tensor4d([1, 10, 100, 1000], [1, 1, 1, 4]);
    const attributes = { strides: [1, 1], dilations: [1, 2], pad: 'valid', dataFormat: 'NHWC' };
    const dw = run('DepthwiseConv2dNativeBackpropFilter', { x, dy }, { ...attributes, filterShape: filter.shape });
    close(dw, [1, 2, 2, 2], [1, 10, 200, 2000, 5, 50, 600, 6000]);
    const dx = run('DepthwiseConv2dNativeBackpropInput', { dy, filter }, { ...attributes, inputShape: x.shape });
    close(dx, [1, 1, 3, 2], [21, 4300, 0, 0, 65, 8700]);
  });
});
