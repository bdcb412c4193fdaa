import type { Averaging, Pooling, PoolingOps } from '../../../ops/ops.ts';
import { poolWindow, spaceOf } from '../../reference/ops/window.ts';
import * as kernel from '../kernel-ids.ts';
import type { Machine } from '../machine.ts';
import type { CpuTensor } from '../tensor.ts';

type PoolOps = Omit<PoolingOps<CpuTensor>, 'maxAlong' | 'maxAlongGradient'>;

/** Channels of the smallest piece of work: a line of the cache. */
const LEAST = 16;

/** The window as the kernels know it. */
function windowInts(x: CpuTensor, y: CpuTensor, pooling: Pooling, counted?: Averaging['counted']): readonly number[] {
  const { kernel: window, stride, dilation, before, after } = poolWindow(pooling);
  const input = spaceOf(x.shape);
  const extents = input.map((extent, axis) => (counted === 'inside' ? 0 : extent + before[axis] + after[axis]));
  const [samples, channels] = [x.shape[0], x.shape[x.shape.length - 1]];
  return [samples, channels, ...input, ...spaceOf(y.shape), ...window, ...stride, ...dilation, ...before, ...extents];
}

/** Whether every element of x lies in exactly one window. */
function partitions(x: CpuTensor, y: CpuTensor, pooling: Pooling): boolean {
  const { kernel: window, stride, dilation, before } = poolWindow(pooling);
  const [input, output] = [spaceOf(x.shape), spaceOf(y.shape)];
  return input.every((extent, axis) => {
    const tiles = stride[axis] === window[axis] || output[axis] === 1;
    return tiles && dilation[axis] === 1 && before[axis] === 0 && output[axis] * window[axis] >= extent;
  });
}

/** Samples, positions of a sample before and after, channels. */
function spacesOf({ shape, count }: CpuTensor, unpooled: CpuTensor): readonly number[] {
  const [samples, channels] = [shape[0], shape[shape.length - 1]];
  return [samples, count / samples / channels, unpooled.count / samples / channels, channels];
}

export function poolingOps(machine: Machine): PoolOps {
  /** All channels where there are samples enough for all threads, else fewer. */
  const pieceOf = ({ shape }: CpuTensor) => {
    const channels = shape[shape.length - 1];
    const pieces = Math.ceil((2 * machine.threads) / shape[0]);
    return pieces === 1 ? channels : Math.ceil(channels / pieces / LEAST) * LEAST;
  };
  return {
    maxPool: ({ x }, y, pooling) =>
      machine.command(kernel.MAX_POOL, [x.place, y.place, 0, 0, ...windowInts(x, y, pooling)]),
    maxPoolGradient: ({ x, y, dy }, dx, pooling) =>
      machine.command(kernel.MAX_POOL_GRADIENT, [
        x.place,
        y.place,
        dy.place,
        dx.place,
        ...windowInts(x, y, pooling),
        pieceOf(x),
        Number(partitions(x, y, pooling)),
      ]),
    avgPool: ({ x }, y, pooling) =>
      machine.command(kernel.AVG_POOL, [x.place, y.place, 0, 0, ...windowInts(x, y, pooling, pooling.counted)]),
    avgPoolGradient: ({ dy }, dx, pooling) =>
      machine.command(kernel.AVG_POOL_GRADIENT, [
        0,
        0,
        dy.place,
        dx.place,
        ...windowInts(dx, dy, pooling, pooling.counted),
        pieceOf(dx),
        Number(partitions(dx, dy, pooling)),
      ]),
    maxPoolPositions: ({ x, y }, positions, pooling) =>
      machine.command(kernel.MAX_POOL_POSITIONS, [x.place, y.place, positions.place, 0, ...windowInts(x, y, pooling)]),
    unpool: ({ x, positions }, y) =>
      machine.command(kernel.UNPOOL, [x.place, positions.place, y.place, ...spacesOf(x, y)]),
    unpoolGradient: ({ dy, positions }, dx) =>
      machine.command(kernel.UNPOOL_GRADIENT, [dy.place, positions.place, dx.place, ...spacesOf(dx, dy)]),
  };
}
