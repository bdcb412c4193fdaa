import type { Pooling, PoolingOps } from '../../../ops/ops.ts';
import type { ReferenceTensor } from '../tensor.ts';

type Visit = (window: readonly number[], out: number) => void;

/** Calls `visit` with the flat input indices that each output element pools; positions in the padding are left out. */
function windows(x: readonly number[], y: readonly number[], { window, stride, pad }: Pooling, visit: Visit): void {
  const [batch, height, width, channels] = x;
  const [, outHeight, outWidth] = y;
  for (let n = 0; n < batch; n++) {
    for (let i = 0; i < outHeight; i++) {
      for (let j = 0; j < outWidth; j++) {
        for (let c = 0; c < channels; c++) {
          const inside: number[] = [];
          for (let ki = 0; ki < window[0]; ki++) {
            const row = i * stride[0] + ki - pad[0];
            if (row < 0 || row >= height) continue;
            for (let kj = 0; kj < window[1]; kj++) {
              const column = j * stride[1] + kj - pad[2];
              if (column < 0 || column >= width) continue;
              inside.push(((n * height + row) * width + column) * channels + c);
            }
          }
          visit(inside, ((n * outHeight + i) * outWidth + j) * channels + c);
        }
      }
    }
  }
}

export const pooling: PoolingOps<ReferenceTensor> = {
  maxPool({ x }, y, attributes) {
    windows(x.shape, y.shape, attributes, (inside, out) => {
      y.data[out] = inside.reduce((best, at) => Math.max(best, x.data[at]), Number.NEGATIVE_INFINITY);
    });
  },
  maxPoolGradient({ x, y, dy }, dx, attributes) {
    dx.data.fill(0);
    windows(x.shape, y.shape, attributes, (inside, out) => {
      const winner = inside.find((at) => x.data[at] === y.data[out]);
      if (winner !== undefined) dx.data[winner] += dy.data[out];
    });
  },
  avgPool({ x }, y, attributes) {
    const area = attributes.window[0] * attributes.window[1];
    windows(x.shape, y.shape, attributes, (inside, out) => {
      y.data[out] = inside.reduce((sum, at) => sum + x.data[at], 0) / area;
    });
  },
  avgPoolGradient({ dy }, dx, attributes) {
    const area = attributes.window[0] * attributes.window[1];
    dx.data.fill(0);
    windows(dx.shape, dy.shape, attributes, (inside, out) => {
      for (const at of inside) dx.data[at] += dy.data[out] / area;
    });
  },
};
