import type { PixelOps } from '../../../ops/ops.ts';
import type { ReferenceTensor } from '../tensor.ts';

/** Calls `visit` with the flat indices of each picked element and of its place in the result. */
function picked(
  from: readonly number[],
  to: readonly number[],
  { rows, columns }: { readonly rows: readonly number[]; readonly columns: readonly number[] },
  visit: (from: number, to: number) => void,
): void {
  const [batch, height, width, channels] = from;
  const [, outHeight, outWidth] = to;
  for (let n = 0; n < batch; n++) {
    rows.forEach((row, i) => {
      columns.forEach((column, j) => {
        if (row < 0 || column < 0) return;
        for (let c = 0; c < channels; c++)
          visit(
            ((n * height + row) * width + column) * channels + c,
            ((n * outHeight + i) * outWidth + j) * channels + c,
          );
      });
    });
  }
}

export const pixels: PixelOps<ReferenceTensor> = {
  pickPixels({ x }, y, pick) {
    y.data.fill(0);
    picked(x.shape, y.shape, pick, (from, to) => {
      y.data[to] = x.data[from];
    });
  },
  pickPixelsGradient({ dy }, dx, pick) {
    dx.data.fill(0);
    picked(dx.shape, dy.shape, pick, (from, to) => {
      dx.data[from] += dy.data[to];
    });
  },
};
