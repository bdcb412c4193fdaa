/** Random numbers, and those of the host. */
import type { ElementwiseOps } from '../../../ops/ops.ts';
import type { PrimitiveOps } from '../../../ops/primitives.ts';
import { type Place, purposes } from '../../../random/philox.ts';
import * as kernel from '../kernel-ids.ts';
import type { Machine } from '../machine.ts';
import type { CpuTensor } from '../tensor.ts';

/** Numbers that a uniform one is drawn from, in 24 bits. */
const UNIFORM = 2 ** 24;

/** What stands in Philox's counter behind the number of the block, and its key. */
const wordsOf = ({ seed, purpose, time = 0, index = 0 }: Place) => [
  time,
  index,
  purposes[purpose],
  seed,
  Math.floor(seed / 0x1_0000_0000),
];

export function randomOps(
  machine: Machine,
): Pick<PrimitiveOps<CpuTensor>, 'random' | 'constant'> & Pick<ElementwiseOps<CpuTensor>, 'dropout'> {
  return {
    random(_, out, { distribution, place }) {
      const id = distribution === 'uniform' ? kernel.UNIFORM : kernel.NORMAL;
      machine.command(id, [out.place, out.count, ...wordsOf(place)]);
    },
    dropout({ x }, y, { p, place }) {
      const bound = Math.ceil(p * UNIFORM);
      machine.command(kernel.DROPOUT, [x.place, y.place, y.count, bound, ...wordsOf(place)], [1 / (1 - p)]);
    },
    constant(_, out, { values }) {
      if (typeof values === 'number') machine.command(kernel.FILL, [out.place, out.count], [values]);
      else machine.command(kernel.COPY, [machine.stage(values), out.place, out.count]);
    },
  };
}
