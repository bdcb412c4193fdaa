/**
 * Convolution in terms of forward convolutions, which every backend has and has fast: the gradients of the input and
 * of the filter are convolutions themselves (Dumoulin and Visin, A guide to convolution arithmetic, 2016).
 */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { ConvolutionOps, Sides, Sliding } from '../../../ops/ops.ts';
import type { Slot } from '../slot.ts';
import type { Tf, TfTensor } from '../tf.ts';

type Explicit = [[number, number], [number, number], [number, number], [number, number]];

const explicit = ([top, bottom, left, right]: Sides): Explicit => [
  [0, 0],
  [top, bottom],
  [left, right],
  [0, 0],
];

export function convolutionOps(tf: Tf): ConvolutionOps<Slot> {
  /** The gradient of the input where the stride is 1: dy under the filter turned by 180° with channels exchanged. */
  function fullConvolution(dy: Tensor4D, w: Tensor4D, [top, bottom, left, right]: Sides): Tensor4D {
    const [height, width] = w.shape;
    const turned = tf.transpose(tf.reverse(w, [0, 1]), [0, 1, 3, 2]) as Tensor4D;
    const pad: Sides = [height - 1 - top, height - 1 - bottom, width - 1 - left, width - 1 - right];
    return tf.conv2d(dy, turned, 1, explicit(pad));
  }

  return {
    conv({ x, w, b }, y, { stride, pad }) {
      y.value = tf.tidy(() => {
        const product = tf.conv2d(x.value as Tensor4D, w.value as Tensor4D, [...stride], explicit(pad));
        return b === null ? product : tf.add(product, b.value);
      });
    },

    convInputGradient({ dy, w }, dx, { stride, pad }) {
      const filter = w.value as Tensor4D;
      dx.value = tf.tidy(() => {
        const inside = pad.every((side, i) => side <= filter.shape[i < 2 ? 0 : 1] - 1);
        if (stride[0] === 1 && stride[1] === 1 && inside) return fullConvolution(dy.value as Tensor4D, filter, pad);
        return byKernel(tf, dy.value, filter, dx.shape, stride, pad);
      });
    },

    convFilterGradient({ x, dy }, dw, { stride, pad }) {
      dw.value = tf.tidy(() =>
        filterGradient(tf, x.value as Tensor4D, dy.value as Tensor4D, dw.shape, { stride, pad }),
      );
    },
  };
}

/** The backend's own kernel on the padded input, the padding cut off afterwards. */
function byKernel(
  tf: Tf,
  dy: TfTensor,
  filter: Tensor4D,
  shape: readonly number[],
  stride: readonly [number, number],
  [top, bottom, left, right]: Sides,
): TfTensor {
  const [batch, height, width, channels] = shape;
  const inputShape = [batch, height + top + bottom, width + left + right, channels];
  const attributes = { strides: [...stride], pad: 'valid', dataFormat: 'NHWC', dimRoundingMode: undefined, inputShape };
  const padded = tf.engine().runKernel('Conv2DBackpropInput', { dy, filter }, attributes as never) as TfTensor;
  return tf.slice(padded, [0, top, left, 0], [batch, height, width, channels]);
}

/** dw: the input with batch and channels exchanged, under dy as a filter spread out by the stride. */
function filterGradient(
  tf: Tf,
  x: Tensor4D,
  dy: Tensor4D,
  shape: readonly number[],
  { stride, pad }: Sliding,
): TfTensor {
  const [height, width] = shape;
  const input = tf.transpose(x, [3, 1, 2, 0]) as Tensor4D;
  const filter = tf.transpose(dy, [1, 2, 0, 3]) as Tensor4D;
  const found = tf.conv2d(input, filter, 1, explicit(pad), 'NHWC', [...stride]);
  const exact = tf.slice(found, [0, 0, 0, 0], [found.shape[0], height, width, found.shape[3]]);
  return tf.transpose(exact, [1, 2, 0, 3]);
}
