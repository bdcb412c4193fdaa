/**
 * Pools over height and width. No backend pools under explicit padding: what the windows reach is cut out or padded
 * first, and the gradient is laid back afterwards.
 */
import type { Averaging, Pooling } from '../../../ops/ops.ts';
import { view } from '../padding.ts';
import type { Tf, TfTensor } from '../tf.ts';

/** Lower than anything, so that padding never wins a maximum; not −∞, which a product with zero would turn into NaN. */
export const LOWEST = -3.4e38;

type Shape4D = [number, number, number, number];

export interface PlanePools {
  max(x: TfTensor, shape: readonly number[], pooling: Pooling): TfTensor;
  maxGradient(x: TfTensor, y: TfTensor, dy: TfTensor, pooling: Pooling): TfTensor;
  average(x: TfTensor, shape: readonly number[], pooling: Averaging): TfTensor;
  averageGradient(dy: TfTensor, shape: readonly number[], pooling: Averaging): TfTensor;
}

/** How much of the windows at each place along one axis counts. */
export function countsAlong(extent: number, out: number, axis: number, pooling: Averaging): number[] {
  const { window, stride, pad, counted } = pooling;
  const [before, after] = counted === 'inside' ? [0, 0] : [pad[2 * axis], pad[2 * axis + 1]];
  return Array.from({ length: out }, (_, i) => {
    const start = i * stride[axis] - pad[2 * axis];
    return Math.min(start + window[axis], extent + after) - Math.max(start, -before);
  });
}

export function planePools(tf: Tf): PlanePools {
  const run = (kernel: string, inputs: Record<string, TfTensor>, { window, stride }: Pooling) => {
    const attributes = { filterSize: [...window], strides: [...stride], pad: 'valid' };
    return tf.engine().runKernel(kernel, inputs, attributes as never) as TfTensor;
  };

  function reachedShape(shape: readonly number[], out: readonly number[], { window, stride }: Pooling): Shape4D {
    const [rows, columns] = [0, 1].map((axis) => (out[axis + 1] - 1) * stride[axis] + window[axis]);
    return [shape[0], rows, columns, shape[3]];
  }

  const fitted = (x: TfTensor, out: readonly number[], pooling: Pooling, value: number): TfTensor =>
    view(tf, x, [0, -pooling.pad[0], -pooling.pad[2], 0], reachedShape(x.shape, out, pooling), value);

  const laidBack = (full: TfTensor, shape: readonly number[], { pad }: Pooling): TfTensor =>
    view(tf, full, [0, pad[0], pad[2], 0], shape);

  /** The kernels divide by the whole window: times window/count where less of it counts. */
  function recounted(x: TfTensor, shape: readonly number[], pooling: Averaging): TfTensor {
    const [, height, width] = shape;
    const [, outHeight, outWidth] = x.shape;
    const area = pooling.window[0] * pooling.window[1];
    const rows = countsAlong(height, outHeight, 0, pooling);
    const columns = countsAlong(width, outWidth, 1, pooling);
    const factors = rows.flatMap((a) => columns.map((b) => area / (a * b)));
    if (factors.every((factor) => factor === 1)) return x;
    return tf.mul(x, tf.tensor(Float32Array.from(factors), [1, outHeight, outWidth, 1]));
  }

  return {
    max(x, shape, pooling) {
      const input = fitted(x, shape, pooling, LOWEST) as never;
      return tf.maxPool(
        input,
        [...pooling.window] as [number, number],
        [...pooling.stride] as [number, number],
        'valid',
      );
    },
    maxGradient(x, y, dy, pooling) {
      const inputs = { dy, input: fitted(x, y.shape, pooling, LOWEST), output: y };
      return laidBack(run('MaxPoolGrad', inputs, pooling), x.shape, pooling);
    },
    average(x, shape, pooling) {
      const { window, stride } = pooling;
      const input = fitted(x, shape, pooling, 0) as never;
      const mean = tf.avgPool(input, [...window] as [number, number], [...stride] as [number, number], 'valid');
      return recounted(mean as TfTensor, x.shape, pooling);
    },
    averageGradient(dy, shape, pooling) {
      // The kernel reads the shape of its input only.
      const input = tf.zeros(reachedShape(shape, dy.shape, pooling));
      return laidBack(run('AvgPoolGrad', { dy: recounted(dy, shape, pooling), input }, pooling), shape, pooling);
    },
  };
}
