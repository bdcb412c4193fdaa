import { sizeOf } from '../../../../model/shape.ts';
import type { Averaging, Pooling, PoolingOps } from '../../../ops/ops.ts';
import type { ReferenceTensor } from '../tensor.ts';
import { poolWindow, slideOver, spaceOf } from './window.ts';

type Visit = (inside: readonly number[], out: number, at: readonly number[]) => void;

/** Calls `visit` with the flat input indices that each output element pools; positions in the padding are left out. */
function windows(x: readonly number[], y: readonly number[], pooling: Pooling, visit: Visit): void {
  const channels = x[x.length - 1];
  const [input, output] = [spaceOf(x), spaceOf(y)];
  slideOver(poolWindow(pooling), input, output, (out, inputs) => {
    const positions = inputs.map(([position]) => position);
    for (let n = 0; n < x[0]; n++) {
      for (let c = 0; c < channels; c++) {
        const inside = positions.map((position) => (n * sizeOf(input) + position) * channels + c);
        visit(inside, (n * sizeOf(output) + out) * channels + c, positions);
      }
    }
  });
}

/** What the sum of each output position is divided by: the part of the window inside the input, or inside its padding. */
function counts(x: readonly number[], y: readonly number[], pooling: Averaging): number[] {
  const found: number[] = [];
  const window = poolWindow(pooling);
  const outside = pooling.counted !== 'inside';
  const field = spaceOf(x).map((extent, axis) =>
    outside ? extent + window.before[axis] + window.after[axis] : extent,
  );
  const shifted = outside ? { ...window, before: [0, 0, 0] } : window;
  slideOver(shifted, field, spaceOf(y), (out, inputs) => {
    found[out] = inputs.length;
  });
  return found;
}

/** The output position, the same for all samples and channels, of a flat index into y. */
const positionOf = (y: readonly number[], out: number) => Math.floor(out / y[y.length - 1]) % sizeOf(y.slice(1, -1));

/** Calls `visit` with the indices along `axis`: `at(i)` in x and `out(i)` in y, for everything beside that axis. */
function lines(
  x: readonly number[],
  y: readonly number[],
  axis: number,
  visit: (at: (i: number) => number, out: (i: number) => number) => void,
): void {
  const inner = sizeOf(x.slice(axis + 1));
  for (let outer = 0; outer < sizeOf(x.slice(0, axis)); outer++) {
    for (let i = 0; i < inner; i++) {
      visit(
        (element) => (outer * x[axis] + element) * inner + i,
        (element) => (outer * y[axis] + element) * inner + i,
      );
    }
  }
}

/** The flat index into the unpooled tensor of each element of x. */
const placesOf = (positions: ReferenceTensor, unpooled: readonly number[]) => {
  const [channels, space] = [unpooled[unpooled.length - 1], sizeOf(unpooled.slice(1, -1))];
  const perSample = sizeOf(positions.shape.slice(1));
  return positions.data.map((at, i) => (Math.floor(i / perSample) * space + at) * channels + (i % channels));
};

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
    const divisors = counts(x.shape, y.shape, attributes);
    windows(x.shape, y.shape, attributes, (inside, out) => {
      y.data[out] = inside.reduce((sum, at) => sum + x.data[at], 0) / divisors[positionOf(y.shape, out)];
    });
  },
  avgPoolGradient({ dy }, dx, attributes) {
    const divisors = counts(dx.shape, dy.shape, attributes);
    dx.data.fill(0);
    windows(dx.shape, dy.shape, attributes, (inside, out) => {
      for (const at of inside) dx.data[at] += dy.data[out] / divisors[positionOf(dy.shape, out)];
    });
  },
  maxAlong({ x }, y, { axis, taps }) {
    lines(x.shape, y.shape, axis, (at, out) => {
      taps.forEach((elements, i) => {
        y.data[out(i)] = Math.max(...elements.map((element) => x.data[at(element)]));
      });
    });
  },
  maxAlongGradient({ x, y, dy }, dx, { axis, taps }) {
    dx.data.fill(0);
    lines(x.shape, y.shape, axis, (at, out) => {
      taps.forEach((elements, i) => {
        const winner = elements.find((element) => x.data[at(element)] === y.data[out(i)]);
        if (winner !== undefined) dx.data[at(winner)] += dy.data[out(i)];
      });
    });
  },
  maxPoolPositions({ x, y }, positions, attributes) {
    windows(x.shape, y.shape, attributes, (inside, out, at) => {
      positions.data[out] =
        at[
          Math.max(
            0,
            inside.findIndex((i) => x.data[i] === y.data[out]),
          )
        ];
    });
  },
  unpool({ x, positions }, y) {
    y.data.fill(0);
    placesOf(positions, y.shape).forEach((at, i) => {
      y.data[at] += x.data[i];
    });
  },
  unpoolGradient({ dy, positions }, dx) {
    placesOf(positions, dy.shape).forEach((at, i) => {
      dx.data[i] = dy.data[at];
    });
  },
};
