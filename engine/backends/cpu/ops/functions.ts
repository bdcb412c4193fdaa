/** Functions of one and two numbers. */
import type { ElementwiseOps } from '../../../ops/ops.ts';
import {
  type BinaryName,
  binaryNames,
  type PrimitiveOps,
  type UnaryName,
  unaryNames,
} from '../../../ops/primitives.ts';
import * as id from '../function-ids.ts';
import * as kernel from '../kernel-ids.ts';
import type { Machine } from '../machine.ts';
import type { CpuTensor } from '../tensor.ts';
import { broadcastStrides, joined, walkOf } from '../walk.ts';
import { add } from './elementwise.ts';

/** Powers that are functions by themselves. */
const powers: ReadonlyMap<number, number> = new Map([
  [2, id.SQUARE],
  [0.5, id.SQRT],
  [-0.5, id.RSQRT],
  [-1, id.RECIPROCAL],
  [0.75, id.THREE_QUARTERS],
  [-0.75, id.LESS_THREE_QUARTERS],
]);

const unaryIds = new Map<UnaryName, number>(unaryNames.map((name, i) => [name, i]));
const binaryIds = new Map<BinaryName, number>(binaryNames.map((name, i) => [name, i]));

export function functionOps(
  machine: Machine,
): Pick<PrimitiveOps<CpuTensor>, 'unary' | 'affine' | 'power' | 'clip' | 'binary'> &
  Pick<ElementwiseOps<CpuTensor>, 'relu'> {
  const map = (x: CpuTensor, y: CpuTensor, fn: number, floats?: readonly number[]) =>
    machine.command(kernel.UNARY, [x.place, y.place, y.count, fn], floats);
  function clip(x: CpuTensor, y: CpuTensor, low: number, high: number): void {
    if (x.place !== y.place || !machine.clip(y, low, high)) map(x, y, id.CLIP, [low, high]);
  }
  return {
    relu: ({ x }, y) => clip(x, y, 0, Number.POSITIVE_INFINITY),
    unary: ({ x }, y, { fn }) => map(x, y, unaryIds.get(fn) as number),
    affine: ({ x }, y, { factor, offset }) => map(x, y, id.AFFINE, [factor, offset]),
    clip: ({ x }, y, { low, high }) => clip(x, y, low, high),
    power({ x }, y, { exponent }) {
      const own = powers.get(exponent);
      if (own === undefined) map(x, y, id.POWER, [exponent]);
      else map(x, y, own);
    },
    binary({ a, b }, out, { fn }) {
      if (fn === 'add' && a.count === b.count && a.count === out.count) {
        add(machine, a, b, out);
        return;
      }
      const axes = joined(out.shape, broadcastStrides(a.shape, out.shape), broadcastStrides(b.shape, out.shape));
      const [inner, outer] = [axes[axes.length - 1], axes.slice(0, -1)];
      const head = [a.place, b.place, out.place, out.count, binaryIds.get(fn) as number];
      machine.command(kernel.BINARY, [...head, inner.first + 2 * inner.second, ...walkOf(inner.extent, outer)]);
    },
  };
}
