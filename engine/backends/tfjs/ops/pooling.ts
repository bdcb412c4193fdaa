import type { Pooling, PoolingOps } from '../../../ops/ops.ts';
import { cut, padded, paddedShape } from '../padding.ts';
import type { Slot } from '../slot.ts';
import type { Tf, TfTensor } from '../tf.ts';

/** Lower than anything, so that padding never wins a maximum; not −∞, which a product with zero would turn into NaN. */
const LOWEST = -3.4e38;

/** No backend pools under explicit padding: pads first, cuts the gradient afterwards. */
export function poolingOps(tf: Tf): PoolingOps<Slot> {
  const gradient = (kernel: string, inputs: Record<string, TfTensor>, { window, stride }: Pooling) => {
    const attributes = { filterSize: [...window], strides: [...stride], pad: 'valid' };
    return tf.engine().runKernel(kernel, inputs, attributes as never) as TfTensor;
  };

  return {
    maxPool({ x }, y, { window, stride, pad }) {
      y.value = tf.tidy(() => tf.maxPool(padded(tf, x.value, pad, LOWEST), [...window], [...stride], 'valid'));
    },
    maxPoolGradient({ x, y, dy }, dx, pooling) {
      dx.value = tf.tidy(() => {
        const inputs = { dy: dy.value, input: padded(tf, x.value, pooling.pad, LOWEST), output: y.value };
        return cut(tf, gradient('MaxPoolGrad', inputs, pooling), dx.shape, pooling.pad);
      });
    },
    avgPool({ x }, y, { window, stride, pad }) {
      y.value = tf.tidy(() => tf.avgPool(padded(tf, x.value, pad), [...window], [...stride], 'valid'));
    },
    avgPoolGradient({ dy }, dx, pooling) {
      dx.value = tf.tidy(() => {
        // The kernel reads the shape of its input only.
        const input = tf.zeros(paddedShape(dx.shape, pooling.pad));
        return cut(tf, gradient('AvgPoolGrad', { dy: dy.value, input }, pooling), dx.shape, pooling.pad);
      });
    },
  };
}
