/** Sums and maxima over axes, and what is made of them. */
import { backend_util, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { all, type Call, type OwnKernel, type OwnKernels } from '../kernel.ts';

interface Reducing {
  readonly axis?: number | number[];
  /** Of the maximum. */
  readonly reductionIndices?: number | number[];
  readonly keepDims?: boolean;
}

function reduced({ inputs: { x }, attrs, backend }: Call<Reducing>, fn: 'sum' | 'max'): TensorInfo {
  const axes = util.parseAxisParam((attrs.axis ?? attrs.reductionIndices) as number, x.shape).sort((a, b) => a - b);
  const [kept] = backend_util.computeOutAndReduceShapes(x.shape, axes);
  const shape = attrs.keepDims ? backend_util.expandShapeToKeepDim(kept, axes) : kept;
  return backend.compute(shape, x.dtype, (out) => backend.ops.reduce({ x: backend.tensor(x) }, out, { fn, axes }));
}

const reducing =
  (dtype: 'float32' | 'bool', fn: 'sum' | 'max'): OwnKernel<Reducing> =>
  (call) =>
    all(dtype, call.inputs.x) ? reduced(call, fn) : null;

/** The least is the greatest of what is turned about, and turned about again. */
const least =
  (dtype: 'float32' | 'bool', turn: string, most: string): OwnKernel<Reducing> =>
  ({ inputs: { x }, attrs, backend }) => {
    if (!all(dtype, x)) return null;
    return backend.composed((run) =>
      run(turn, {
        x: run(most, { x: run(turn, { x }) }, { axis: attrs.axis as number, keepDims: attrs.keepDims as boolean }),
      }),
    );
  };

export const reductionKernels: OwnKernels = {
  Sum: reducing('float32', 'sum'),
  Max: reducing('float32', 'max'),
  Any: reducing('bool', 'max'),
  Min: least('float32', 'Neg', 'Max'),
  All: least('bool', 'LogicalNot', 'Any'),
  Mean({ inputs: { x }, attrs, backend }) {
    if (!all('float32', x)) return null;
    return backend.composed((run) => {
      const sum = run('Sum', { x }, { ...attrs });
      const factor = util.sizeFromShape(sum.shape) / util.sizeFromShape(x.shape);
      return backend.compute(sum.shape, 'float32', (out) =>
        backend.ops.affine({ x: backend.tensor(sum) }, out, { factor, offset: 0 }),
      );
    });
  },
  Softmax({ inputs: { logits }, attrs: { dim }, backend }) {
    if (!all('float32', logits)) return null;
    return backend.composed((run) => {
      const reduction = { axis: dim, keepDims: true };
      const most = run('Max', { x: logits }, { reductionIndices: dim, keepDims: true });
      const powers = run('Exp', { x: run('Sub', { a: logits, b: most }) });
      return run('RealDiv', { a: powers, b: run('Sum', { x: powers }, reduction) });
    });
  },
};
