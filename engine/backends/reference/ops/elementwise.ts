import type { ElementwiseOps } from '../../../ops/ops.ts';
import { fillUniform } from '../../../random/philox.ts';
import type { ReferenceTensor } from '../tensor.ts';

/** Calls `visit` with the index of every element in the image and in the vector it is flattened to. */
function flattened(shape: readonly number[], visit: (image: number, vector: number) => void): void {
  if (shape.length === 2) {
    for (let i = 0; i < shape[0] * shape[1]; i++) visit(i, i);
    return;
  }
  const [batch, height, width, channels] = shape;
  let at = 0;
  for (let n = 0; n < batch; n++) {
    for (let c = 0; c < channels; c++) {
      for (let i = 0; i < height; i++) {
        for (let j = 0; j < width; j++) visit(((n * height + i) * width + j) * channels + c, at++);
      }
    }
  }
}

export const elementwise: ElementwiseOps<ReferenceTensor> = {
  relu({ x }, y) {
    for (let i = 0; i < x.data.length; i++) y.data[i] = Math.max(0, x.data[i]);
  },
  reluGradient({ y, dy }, dx) {
    for (let i = 0; i < y.data.length; i++) dx.data[i] = y.data[i] > 0 ? dy.data[i] : 0;
  },
  dropout({ x }, y, { p, place }) {
    const uniform = fillUniform(new Float64Array(x.data.length), place);
    for (let i = 0; i < x.data.length; i++) y.data[i] = uniform[i] < p ? 0 : x.data[i] / (1 - p);
  },
  flatten({ x }, y) {
    flattened(x.shape, (image, vector) => {
      y.data[vector] = x.data[image];
    });
  },
  flattenGradient({ dy }, dx) {
    flattened(dx.shape, (image, vector) => {
      dx.data[image] = dy.data[vector];
    });
  },
  copy({ x }, y) {
    y.data.set(x.data);
  },
  add({ a, b }, out) {
    for (let i = 0; i < a.data.length; i++) out.data[i] = a.data[i] + b.data[i];
  },
};
