/** Tensors of the two families of operations, for tests that run layers one by one. */
import type { Tensors } from '../layers/layer-harness.fixture.ts';
import { referenceRuntime } from './reference/runtime.ts';
import type { ReferenceTensor } from './reference/tensor.ts';
import type { Runtime } from './runtime.ts';

export const referenceTensors: Tensors<ReferenceTensor> = {
  ops: referenceRuntime.ops,
  make: (shape, values) => ({ shape, data: values.slice() }),
  temporary: referenceRuntime.temporary,
  read: async ({ data }) => data.slice(),
};

/** Of a family that computes in float32. */
export const tensorsOf = <T>(runtime: Runtime<T>): Tensors<T> => ({
  ops: runtime.ops,
  make(shape, values) {
    const tensor = runtime.create(shape);
    runtime.write(tensor, Float32Array.from(values));
    return tensor;
  },
  temporary: runtime.temporary,
  read: async (tensor) => Float64Array.from(await runtime.read(tensor)),
});
