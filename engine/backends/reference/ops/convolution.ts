/** Convolution by its definition (CS231n, lecture 5): every product once, in all three directions. */
import { sizeOf } from '../../../../model/shape.ts';
import type { ConvolutionOps, Convolving } from '../../../ops/ops.ts';
import type { ReferenceTensor } from '../tensor.ts';
import { slideOver, spaceOf, windowOf } from './window.ts';

type Visit = (x: number, w: number, y: number) => void;

/** Calls `visit` with the flat indices of every product x·w that adds to y. */
function products(
  x: readonly number[],
  w: readonly number[],
  y: readonly number[],
  convolving: Convolving,
  visit: Visit,
): void {
  const groups = convolving.groups ?? 1;
  const [channels, filters] = [x[x.length - 1], y[y.length - 1]];
  const [perGroup, filtersPerGroup] = [channels / groups, filters / groups];
  const [input, output] = [spaceOf(x), spaceOf(y)];
  const window = windowOf(w.slice(0, -2), convolving);
  slideOver(window, input, output, (out, inputs) => {
    for (let n = 0; n < x[0]; n++) {
      for (const [position, element] of inputs) {
        const xAt = (n * sizeOf(input) + position) * channels;
        const yAt = (n * sizeOf(output) + out) * filters;
        for (let f = 0; f < filters; f++) {
          const from = Math.floor(f / filtersPerGroup) * perGroup;
          for (let c = 0; c < perGroup; c++) visit(xAt + from + c, (element * perGroup + c) * filters + f, yAt + f);
        }
      }
    }
  });
}

export const convolution: ConvolutionOps<ReferenceTensor> = {
  conv({ x, w, b }, y, convolving) {
    y.data.fill(0);
    products(x.shape, w.shape, y.shape, convolving, (xi, wi, yi) => {
      y.data[yi] += x.data[xi] * w.data[wi];
    });
    if (b === null) return;
    const filters = b.data.length;
    for (let i = 0; i < y.data.length; i++) y.data[i] += b.data[i % filters];
  },
  convInputGradient({ dy, w }, dx, convolving) {
    dx.data.fill(0);
    products(dx.shape, w.shape, dy.shape, convolving, (xi, wi, yi) => {
      dx.data[xi] += dy.data[yi] * w.data[wi];
    });
  },
  convFilterGradient({ x, dy }, dw, convolving) {
    dw.data.fill(0);
    products(x.shape, dw.shape, dy.shape, convolving, (xi, wi, yi) => {
      dw.data[wi] += x.data[xi] * dy.data[yi];
    });
  },
};
