/** Functions of one and two numbers. */
import { backend_util, type TensorInfo } from '@tensorflow/tfjs-core';
import type { BinaryName, UnaryName } from '../../../../engine/ops/primitives.ts';
import { all, type Call, type OwnKernel, type OwnKernels } from '../kernel.ts';

const unary =
  (fn: UnaryName): OwnKernel =>
  ({ inputs: { x }, backend }) =>
    all('float32', x)
      ? backend.compute(x.shape, 'float32', (y) => backend.ops.unary({ x: backend.tensor(x) }, y, { fn }))
      : null;

/** y = factor · x + offset. */
const affine = ({ inputs: { x }, backend }: Call<unknown>, factor: number, offset: number): TensorInfo =>
  backend.compute(x.shape, x.dtype, (y) => backend.ops.affine({ x: backend.tensor(x) }, y, { factor, offset }));

const clip = ({ inputs: { x }, backend }: Call<unknown>, low: number, high: number): TensorInfo | null =>
  all('float32', x)
    ? backend.compute(x.shape, 'float32', (y) => backend.ops.clip({ x: backend.tensor(x) }, y, { low, high }))
    : null;

function apply({ inputs: { a, b }, backend }: Call<unknown>, dtype: 'float32' | 'bool', fn: BinaryName): TensorInfo {
  const shape = backend_util.assertAndGetBroadcastShape(a.shape, b.shape);
  return backend.compute(shape, dtype, (out) =>
    backend.ops.binary({ a: backend.tensor(a), b: backend.tensor(b) }, out, { fn }),
  );
}

const binary =
  (fn: BinaryName): OwnKernel =>
  (call) =>
    all('float32', call.inputs.a, call.inputs.b) ? apply(call, 'float32', fn) : null;

/** What holds is 1, what does not 0; bool is compared as such numbers too. */
const comparing =
  (fn: BinaryName): OwnKernel =>
  (call) => {
    const { a, b } = call.inputs;
    return all('float32', a, b) || all('bool', a, b) ? apply(call, 'bool', fn) : null;
  };

const logical =
  (fn: BinaryName): OwnKernel =>
  (call) =>
    all('bool', call.inputs.a, call.inputs.b) ? apply(call, 'bool', fn) : null;

const comparable = ({ a, b }: Call<unknown>['inputs']) => all('float32', a, b) || all('bool', a, b);

export const functionKernels: OwnKernels = {
  Exp: unary('exp'),
  Log: unary('log'),
  Sqrt: unary('sqrt'),
  Rsqrt: unary('rsqrt'),
  Square: unary('square'),
  Reciprocal: unary('reciprocal'),
  Abs: unary('abs'),
  Sign: unary('sign'),
  Relu: unary('relu'),
  Tanh: unary('tanh'),
  Sigmoid: unary('sigmoid'),
  Softplus: unary('softplus'),
  Erf: unary('erf'),
  Sin: unary('sin'),
  Cos: unary('cos'),
  Atan: unary('atan'),
  Neg: (call) => (all('float32', call.inputs.x) ? affine(call, -1, 0) : null),
  Relu6: (call) => clip(call, 0, 6),
  ClipByValue: (call) => clip(call, call.attrs.clipValueMin, call.attrs.clipValueMax),
  /** Here what is no number stays none: zero is added to it. */
  Step(call) {
    const { inputs, attrs, backend } = call;
    if (attrs.alpha !== 0 || !all('float32', inputs.x)) return null;
    const none = clip(call, 0, 0) as TensorInfo;
    const step = unary('step')(call) as TensorInfo;
    return backend.composed((run) => {
      const sum = run('Add', { a: step, b: none });
      for (const part of [none, step]) backend.disposeIntermediateTensorInfo(part);
      return sum;
    });
  },
  Prelu({ inputs: { x, alpha }, backend }) {
    if (!all('float32', x, alpha)) return null;
    return backend.composed((run) => {
      const below = run('Neg', { x: run('Relu', { x: run('Neg', { x }) }) });
      return run('Add', { a: run('Relu', { x }), b: run('Multiply', { a: alpha, b: below }) });
    });
  },
  Add: binary('add'),
  Sub: binary('subtract'),
  Multiply: binary('multiply'),
  RealDiv: binary('divide'),
  Maximum: binary('maximum'),
  Minimum: binary('minimum'),
  SquaredDifference({ inputs: { a, b }, backend }) {
    if (!all('float32', a, b)) return null;
    return backend.composed((run) => run('Square', { x: run('Sub', { a, b }) }));
  },
  AddN({ inputs, backend }) {
    const [first, ...others] = Object.values(inputs);
    if (others.length === 0 || !all('float32', first, ...others)) return null;
    return backend.composed((run) => others.reduce((sum, other) => run('Add', { a: sum, b: other }), first));
  },
  Less: comparing('less'),
  Equal: comparing('equal'),
  Greater: (call) => comparing('less')({ ...call, inputs: { a: call.inputs.b, b: call.inputs.a } }),
  LessEqual({ inputs: { a, b }, backend }) {
    if (!comparable({ a, b })) return null;
    return backend.composed((run) => run('LogicalOr', { a: run('Less', { a, b }), b: run('Equal', { a, b }) }));
  },
  GreaterEqual({ inputs: { a, b }, backend }) {
    if (!comparable({ a, b })) return null;
    return backend.composed((run) => run('LessEqual', { a: b, b: a }));
  },
  NotEqual({ inputs: { a, b }, backend }) {
    if (!comparable({ a, b })) return null;
    return backend.composed((run) => run('LogicalNot', { x: run('Equal', { a, b }) }));
  },
  LogicalAnd: logical('multiply'),
  LogicalOr: logical('maximum'),
  LogicalNot: (call) => (all('bool', call.inputs.x) ? affine(call, -1, 1) : null),
};
