/**
 * The embedded backend: every operation adds commands to a list in shared memory, which all threads walk together as
 * soon as a value is asked for. What has no kernel is computed by the reference's code on the same memory, and counted.
 */
import { sizeOf } from '../../../model/shape.ts';
import type { Ops } from '../../ops/ops.ts';
import type { Runtime } from '../runtime.ts';
import { Arenas } from './arenas.ts';
import { Fallback } from './fallback.ts';
import type { Machine } from './machine.ts';
import { activationOps } from './ops/activations.ts';
import { convolutionOps } from './ops/convolution.ts';
import { crossEntropyOps } from './ops/cross-entropy.ts';
import { denseOps } from './ops/dense.ts';
import { elementwiseOps } from './ops/elementwise.ts';
import { functionOps } from './ops/functions.ts';
import { matmulOps } from './ops/matmul.ts';
import { normalizationOps } from './ops/normalization.ts';
import { optimizerOps } from './ops/optimizers.ts';
import { partNormOps } from './ops/part-norm.ts';
import { pickingOps } from './ops/picking.ts';
import { poolingOps } from './ops/pooling.ts';
import { randomOps } from './ops/random.ts';
import { reduceOps } from './ops/reduce.ts';
import { sequenceOps } from './ops/sequence.ts';
import { structureOps } from './ops/structure.ts';
import { tapOps } from './ops/taps.ts';
import type { CpuTensor } from './tensor.ts';

export interface CpuRuntime extends Runtime<CpuTensor> {
  /** How often each operation without a kernel has been run. */
  readonly fallbacks: ReadonlyMap<string, number>;
}

export function cpuRuntime(machine: Machine): CpuRuntime {
  const fallback = new Fallback(machine);
  const ops: Ops<CpuTensor> = {
    ...fallback.ops,
    ...elementwiseOps(machine),
    ...denseOps(machine),
    ...convolutionOps(machine),
    ...crossEntropyOps(machine),
    ...optimizerOps(machine),
    ...functionOps(machine),
    ...activationOps(machine),
    ...partNormOps(machine),
    ...structureOps(machine),
    ...pickingOps(machine),
    ...randomOps(machine),
    ...matmulOps(machine),
    ...poolingOps(machine),
    ...normalizationOps(machine),
    ...reduceOps(machine),
    ...sequenceOps(machine),
    ...tapOps(machine),
  };
  /** Places that were taken for one tensor; those of a plan lie in one place. */
  const owned = new WeakSet<CpuTensor>();
  const arenas = new Arenas(machine);
  const make = (shape: readonly number[], place: number): CpuTensor => {
    const tensor = { shape, place, count: sizeOf(shape) };
    owned.add(tensor);
    return tensor;
  };
  return {
    ops,
    fallbacks: fallback.counts,
    create(shape) {
      const tensor = make(shape, machine.takeLasting(sizeOf(shape)));
      machine.view(tensor.place, tensor.count).fill(0);
      return tensor;
    },
    temporary: (shape) => make(shape, machine.take(sizeOf(shape))),
    allot: (plan, others = []) => arenas.allot(plan, others),
    threads: machine.threads,
    workIn: (tensors, region) => arenas.workIn(tensors, region),
    write(tensor, data) {
      machine.view(tensor.place, tensor.count).set(data);
    },
    read: async ({ place, count }) => machine.view(place, count).slice(),
    clear() {},
    release(tensor) {
      if (owned.delete(tensor)) machine.give(tensor.place);
      else arenas.release(tensor);
    },
    finish: () => machine.finish(),
  };
}
