/**
 * The reference: plain TypeScript on Float64Array, written for clarity, the oracle of the tests and the ground of
 * gradient checks. All tensors of a plan lie in one arena where the plan puts them; what is dead is overwritten with
 * NaN, so a lifetime that is wrong shows.
 */
import type { Plan } from '../../../model/plan.ts';
import { sizeOf } from '../../../model/shape.ts';
import type { Ops } from '../../ops/ops.ts';
import type { Runtime } from '../runtime.ts';
import { activationOps } from './ops/activations.ts';
import { convolution } from './ops/convolution.ts';
import { denseOps } from './ops/dense.ts';
import { elementwise } from './ops/elementwise.ts';
import { learning } from './ops/learning.ts';
import { normalization } from './ops/normalization.ts';
import { partNormOps } from './ops/part-norm.ts';
import { pixels } from './ops/pixels.ts';
import { pooling } from './ops/pooling.ts';
import { primitives } from './ops/primitives.ts';
import { sequence } from './ops/sequence.ts';
import type { ReferenceTensor } from './tensor.ts';

/** Bytes the plan counts for an element. */
const PLANNED = 4;

const ops: Ops<ReferenceTensor> = {
  ...primitives,
  ...convolution,
  ...denseOps,
  ...pooling,
  ...pixels,
  ...normalization,
  ...sequence,
  ...elementwise,
  ...activationOps,
  ...partNormOps,
  ...learning,
};

export const referenceRuntime: Runtime<ReferenceTensor> = {
  ops,
  create: (shape) => ({ shape, data: new Float64Array(sizeOf(shape)) }),
  temporary: (shape) => ({ shape, data: new Float64Array(sizeOf(shape)).fill(Number.NaN) }),
  allot(plan: Plan) {
    const arena = new Float64Array(plan.bytes.arena / PLANNED).fill(Number.NaN);
    return plan.tensors.map(({ shape, offset }) => ({
      shape,
      data: arena.subarray(offset / PLANNED, offset / PLANNED + sizeOf(shape)),
    }));
  },
  write(tensor, data) {
    tensor.data.set(data);
  },
  read: async (tensor) => Float32Array.from(tensor.data),
  clear(tensor) {
    tensor.data.fill(Number.NaN);
  },
  release() {},
};
