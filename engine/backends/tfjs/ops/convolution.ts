import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { ConvolutionOps, Sides } from '../../../ops/ops.ts';
import { cut, explicit, isSame, padded, paddedShape } from '../padding.ts';
import type { Slot } from '../slot.ts';
import type { Tf, TfTensor } from '../tf.ts';

const NONE: Sides = [0, 0, 0, 0];

export function convolutionOps(tf: Tf): ConvolutionOps<Slot> {
  const run = (kernel: string, inputs: Record<string, TfTensor>, attributes: object) =>
    tf.engine().runKernel(kernel, inputs, attributes as never) as TfTensor;

  return {
    conv({ x, w, b }, y, { stride, pad }) {
      y.value = tf.tidy(() => {
        const product = tf.conv2d(x.value as Tensor4D, w.value as Tensor4D, [...stride], explicit(pad));
        return b === null ? product : tf.add(product, b.value);
      });
    },

    // The kernels of the gradients take `same` and `valid`, the latter for an input padded beforehand.
    convInputGradient({ dy, w }, dx, { stride, pad }) {
      const same = isSame(dx.shape, w.shape, stride, pad);
      const sides = same ? NONE : pad;
      const attributes = {
        strides: [...stride],
        pad: same ? 'same' : 'valid',
        dataFormat: 'NHWC',
        inputShape: paddedShape(dx.shape, sides),
      };
      dx.value = tf.tidy(() => {
        const found = run('Conv2DBackpropInput', { dy: dy.value, filter: w.value }, attributes);
        return cut(tf, found, dx.shape, sides);
      });
    },

    convFilterGradient({ x, dy }, dw, { stride, pad }) {
      const same = isSame(x.shape, dw.shape, stride, pad);
      const attributes = {
        strides: [...stride],
        pad: same ? 'same' : 'valid',
        dataFormat: 'NHWC',
        filterShape: [...dw.shape],
      };
      dw.value = tf.tidy(() =>
        run('Conv2DBackpropFilter', { x: padded(tf, x.value, same ? NONE : pad), dy: dy.value }, attributes),
      );
    },
  };
}
