/** Pools and their gradients. */
import { backend_util } from '@tensorflow/tfjs-core';
import type { Averaging } from '../../../../engine/ops/ops.ts';
import { all, type OwnKernel, type OwnKernels, sameShape } from '../kernel.ts';

interface Attrs {
  readonly filterSize: number;
  readonly strides: number;
  readonly pad: 'valid';
  readonly dimRoundingMode?: 'floor';
}

/** A mean is that of the elements inside the input. */
interface Known {
  readonly pooling: Averaging;
  readonly outShape: readonly number[];
}

type Knows = (x: readonly number[], attrs: Attrs) => Known | null;

/** Whether no window lies in the padding alone. */
const known = (pooling: Averaging, outShape: readonly number[]): Known | null =>
  pooling.pad.every((side, i) => Number.isInteger(side) && side >= 0 && side < pooling.window[i >> 1])
    ? { pooling, outShape }
    : null;

const plane: Knows = (x, { filterSize, strides, pad, dimRoundingMode }) => {
  const shape = x as [number, number, number, number];
  const info = backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
  const { top, bottom, left, right } = info.padInfo;
  const pooling = {
    window: [info.filterHeight, info.filterWidth],
    stride: [info.strideHeight, info.strideWidth],
    pad: [top, bottom, left, right],
    counted: 'inside' as const,
  };
  return known(pooling, info.outShape);
};

const space: Knows = (x, { filterSize, strides, pad, dimRoundingMode }) => {
  const shape = x as [number, number, number, number, number];
  const info = backend_util.computePool3DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
  const { front, back, top, bottom, left, right } = info.padInfo;
  const pooling = {
    window: [info.filterDepth, info.filterHeight, info.filterWidth],
    stride: [info.strideDepth, info.strideHeight, info.strideWidth],
    pad: [front, back, top, bottom, left, right],
    counted: 'inside' as const,
  };
  return known(pooling, info.outShape);
};

const pool =
  (knows: Knows, op: 'maxPool' | 'avgPool'): OwnKernel<Attrs> =>
  ({ inputs: { x }, attrs, backend }) => {
    const found = all('float32', x) ? knows(x.shape, attrs) : null;
    if (found === null) return null;
    return backend.compute(found.outShape, 'float32', (y) =>
      backend.ops[op]({ x: backend.tensor(x) }, y, found.pooling),
    );
  };

const maxGradient =
  (knows: Knows): OwnKernel<Attrs> =>
  ({ inputs: { dy, input, output }, attrs, backend }) => {
    const found = all('float32', dy, input) ? knows(input.shape, attrs) : null;
    if (found === null || !sameShape(found.outShape, dy.shape)) return null;
    const x = backend.tensor(input);
    return backend.compute(input.shape, 'float32', (dx) =>
      backend.ops.maxPoolGradient({ x, y: backend.tensor(output), dy: backend.tensor(dy) }, dx, found.pooling),
    );
  };

const avgGradient =
  (knows: Knows): OwnKernel<Attrs> =>
  ({ inputs: { dy, input }, attrs, backend }) => {
    const found = all('float32', dy) ? knows(input.shape, attrs) : null;
    if (found === null || !sameShape(found.outShape, dy.shape)) return null;
    return backend.compute(input.shape, 'float32', (dx) =>
      backend.ops.avgPoolGradient({ dy: backend.tensor(dy) }, dx, found.pooling),
    );
  };

export const poolKernels: OwnKernels = {
  MaxPool: pool(plane, 'maxPool'),
  MaxPoolGrad: maxGradient(plane),
  MaxPool3D: pool(space, 'maxPool'),
  AvgPool: pool(plane, 'avgPool'),
  AvgPoolGrad: avgGradient(plane),
  AvgPool3D: pool(space, 'avgPool'),
  AvgPool3DGrad: avgGradient(space),
};
