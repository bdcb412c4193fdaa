import type { ElementwiseOps } from '../../../ops/ops.ts';
import * as kernel from '../kernel-ids.ts';
import type { Machine } from '../machine.ts';
import type { CpuTensor } from '../tensor.ts';

/** Of as many numbers each. */
export const add = (machine: Machine, a: CpuTensor, b: CpuTensor, out: CpuTensor) =>
  machine.making(out, () => machine.command(kernel.ADD, [a.place, b.place, out.place, out.count]));

export function elementwiseOps(
  machine: Machine,
): Pick<ElementwiseOps<CpuTensor>, 'reluGradient' | 'clipGradient' | 'copy' | 'add'> {
  return {
    reluGradient: ({ y, dy }, dx) => machine.command(kernel.RELU_GRADIENT, [y.place, dy.place, dx.place, dx.count]),
    clipGradient: ({ y, dy }, dx, { low, high }) =>
      machine.command(kernel.CLIP_GRADIENT, [y.place, dy.place, dx.place, dx.count], [low, high]),
    copy({ x }, y) {
      if (x.place !== y.place) machine.command(kernel.COPY, [x.place, y.place, y.count]);
    },
    add: ({ a, b }, out) => add(machine, a, b, out),
  };
}
