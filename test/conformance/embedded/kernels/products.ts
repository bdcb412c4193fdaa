/** Products of matrices. */
import type { _FusedMatMulAttrs, BatchMatMulAttrs, TensorInfo } from '@tensorflow/tfjs-core';
import type { Run } from '../backend.ts';
import { all, type OwnKernel, type OwnKernels, sameShape } from '../kernel.ts';

/** The names of the kernels of activations, and what they ask for. */
const activations: Readonly<Record<string, string>> = {
  relu: 'Relu',
  relu6: 'Relu6',
  elu: 'Elu',
  prelu: 'Prelu',
  leakyrelu: 'LeakyRelu',
  sigmoid: 'Sigmoid',
};

export interface Finish {
  readonly activation?: string | undefined;
  readonly leakyreluAlpha?: number | undefined;
}

/** What fused kernels do with the result. */
export function finished(
  run: Run,
  x: TensorInfo,
  { bias, preluActivationWeights }: Readonly<Record<string, TensorInfo | undefined>>,
  { activation = 'linear', leakyreluAlpha }: Finish,
): TensorInfo {
  const sum = bias ? run('Add', { a: x, b: bias }) : x;
  if (activation === 'linear') return sum;
  const weights = preluActivationWeights ? { alpha: preluActivationWeights } : {};
  return run(
    activations[activation],
    { x: sum, ...weights },
    leakyreluAlpha === undefined ? {} : { alpha: leakyreluAlpha },
  );
}

const batchMatMul: OwnKernel<BatchMatMulAttrs> = ({ inputs: { a, b }, attrs, backend }) => {
  const { transposeA, transposeB } = attrs;
  const leading = a.shape.slice(0, -2);
  if (!all('float32', a, b) || !sameShape(leading, b.shape.slice(0, -2))) return null;
  const [rows, depth] = transposeA ? a.shape.slice(-2).reverse() : a.shape.slice(-2);
  const [inner, columns] = transposeB ? b.shape.slice(-2).reverse() : b.shape.slice(-2);
  if (depth !== inner) return null;
  return backend.compute([...leading, rows, columns], 'float32', (out) =>
    backend.ops.matmul({ a: backend.tensor(a), b: backend.tensor(b) }, out, { transposeA, transposeB }),
  );
};

const fusedMatMul: OwnKernel<_FusedMatMulAttrs> = ({ inputs, attrs, backend }) => {
  const { transposeA, transposeB, activation, leakyreluAlpha } = attrs;
  const { a, b } = inputs;
  if (!all('float32', a, b)) return null;
  return backend.composed((run) =>
    finished(run, run('BatchMatMul', { a, b }, { transposeA, transposeB }), inputs, { activation, leakyreluAlpha }),
  );
};

export const productKernels: OwnKernels = { BatchMatMul: batchMatMul, _FusedMatMul: fusedMatMul };
