import type { PoolingOps, Taps } from '../../../ops/ops.ts';
import * as kernel from '../kernel-ids.ts';
import type { Machine } from '../machine.ts';
import type { CpuTensor } from '../tensor.ts';

const sizeOf = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

export function tapOps(machine: Machine): Pick<PoolingOps<CpuTensor>, 'maxAlong' | 'maxAlongGradient'> {
  const intsOf = ({ shape }: CpuTensor, { axis, taps }: Taps) => {
    const firsts = [0];
    for (const elements of taps) firsts.push(firsts[firsts.length - 1] + elements.length);
    return [
      sizeOf(shape.slice(0, axis)),
      shape[axis],
      taps.length,
      sizeOf(shape.slice(axis + 1)),
      machine.stageInts(firsts),
      machine.stageInts(taps.flat()),
    ];
  };
  return {
    maxAlong: ({ x }, y, taps) => machine.command(kernel.MAX_ALONG, [...intsOf(x, taps), x.place, y.place]),
    maxAlongGradient: ({ x, y, dy }, dx, taps) =>
      machine.command(kernel.MAX_ALONG_GRADIENT, [...intsOf(x, taps), x.place, y.place, dy.place, dx.place]),
  };
}
