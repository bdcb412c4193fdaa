import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Pooling, PoolingOps, Sides } from '../../../ops/ops.ts';
import type { Slot } from '../slot.ts';
import type { Tf, TfTensor } from '../tf.ts';

/** Lower than anything, so that padding never wins a maximum; not −∞, which a product with zero would turn into NaN. */
const LOWEST = -3.4e38;

export function poolingOps(tf: Tf): PoolingOps<Slot> {
  // No backend pools under explicit padding: pad first, cut the gradient afterwards.
  const padded = (x: TfTensor, [top, bottom, left, right]: Sides, value: number): Tensor4D =>
    top + bottom + left + right === 0
      ? (x as Tensor4D)
      : tf.pad(
          x as Tensor4D,
          [
            [0, 0],
            [top, bottom],
            [left, right],
            [0, 0],
          ],
          value,
        );
  const cut = (dx: TfTensor, shape: readonly number[], [top, , left]: Sides): TfTensor =>
    dx.shape.every((extent, i) => extent === shape[i]) ? dx : tf.slice(dx, [0, top, left, 0], [...shape]);
  const attributes = ({ window, stride }: Pooling) =>
    ({ filterSize: [...window], strides: [...stride], pad: 'valid', dimRoundingMode: undefined }) as never;

  return {
    maxPool({ x }, y, pooling) {
      y.value = tf.tidy(() =>
        tf.maxPool(padded(x.value, pooling.pad, LOWEST), [...pooling.window], [...pooling.stride], 'valid'),
      );
    },
    maxPoolGradient({ x, y, dy }, dx, pooling) {
      dx.value = tf.tidy(() => {
        const inputs = { dy: dy.value, input: padded(x.value, pooling.pad, LOWEST), output: y.value };
        return cut(
          tf.engine().runKernel('MaxPoolGrad', inputs, attributes(pooling)) as TfTensor,
          dx.shape,
          pooling.pad,
        );
      });
    },
    avgPool({ x }, y, pooling) {
      y.value = tf.tidy(() =>
        tf.avgPool(padded(x.value, pooling.pad, 0), [...pooling.window], [...pooling.stride], 'valid'),
      );
    },
    avgPoolGradient({ dy }, dx, pooling) {
      const [batch, height, width, channels] = dx.shape;
      const [top, bottom, left, right] = pooling.pad;
      dx.value = tf.tidy(() => {
        // The kernel reads the shape of its input only.
        const input = tf.zeros([batch, height + top + bottom, width + left + right, channels]);
        return cut(
          tf.engine().runKernel('AvgPoolGrad', { dy: dy.value, input }, attributes(pooling)) as TfTensor,
          dx.shape,
          pooling.pad,
        );
      });
    },
  };
}
