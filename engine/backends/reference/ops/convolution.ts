/** Convolution by its definition (CS231n, lecture 5): every product once, in all three directions. */
import type { ConvolutionOps, Sliding } from '../../../ops/ops.ts';
import type { ReferenceTensor } from '../tensor.ts';

type Visit = (x: number, w: number, y: number) => void;

/** Calls `visit` with the flat indices of every product x·w that adds to y. */
function products(
  x: readonly number[],
  w: readonly number[],
  y: readonly number[],
  { stride, pad }: Sliding,
  visit: Visit,
): void {
  const [batch, height, width, channels] = x;
  const [kernelHeight, kernelWidth, , filters] = w;
  const [, outHeight, outWidth] = y;
  for (let n = 0; n < batch; n++) {
    for (let i = 0; i < outHeight; i++) {
      for (let j = 0; j < outWidth; j++) {
        for (let ki = 0; ki < kernelHeight; ki++) {
          const row = i * stride[0] + ki - pad[0];
          if (row < 0 || row >= height) continue;
          for (let kj = 0; kj < kernelWidth; kj++) {
            const column = j * stride[1] + kj - pad[2];
            if (column < 0 || column >= width) continue;
            const xAt = ((n * height + row) * width + column) * channels;
            const wAt = (ki * kernelWidth + kj) * channels * filters;
            const yAt = ((n * outHeight + i) * outWidth + j) * filters;
            for (let c = 0; c < channels; c++) {
              for (let f = 0; f < filters; f++) visit(xAt + c, wAt + c * filters + f, yAt + f);
            }
          }
        }
      }
    }
  }
}

export const convolution: ConvolutionOps<ReferenceTensor> = {
  conv({ x, w, b }, y, sliding) {
    y.data.fill(0);
    products(x.shape, w.shape, y.shape, sliding, (xi, wi, yi) => {
      y.data[yi] += x.data[xi] * w.data[wi];
    });
    if (b === null) return;
    const filters = b.data.length;
    for (let i = 0; i < y.data.length; i++) y.data[i] += b.data[i % filters];
  },
  convInputGradient({ dy, w }, dx, sliding) {
    dx.data.fill(0);
    products(dx.shape, w.shape, dy.shape, sliding, (xi, wi, yi) => {
      dx.data[xi] += dy.data[yi] * w.data[wi];
    });
  },
  convFilterGradient({ x, dy }, dw, sliding) {
    dw.data.fill(0);
    products(x.shape, dw.shape, dy.shape, sliding, (xi, wi, yi) => {
      dw.data[wi] += x.data[xi] * dy.data[yi];
    });
  },
};
