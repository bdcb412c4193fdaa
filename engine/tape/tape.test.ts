/** Derivatives against central differences on the float64 reference; every operation's values on the backend against it. */
import assert from 'node:assert/strict';
import { sizeOf } from '../../model/shape.ts';
import { referenceRuntime } from '../backends/reference/runtime.ts';
import type { ReferenceTensor } from '../backends/reference/tensor.ts';
import { fillNormal } from '../random/philox.ts';
import { Tape, type Var } from './tape.ts';

type Build = (t: Tape<ReferenceTensor>, inputs: readonly Var<ReferenceTensor>[]) => Var<ReferenceTensor>;

const numbers = (shape: readonly number[], index: number, positive: boolean) => {
  const values = fillNormal(new Float64Array(sizeOf(shape)), { seed: 3, purpose: 'init', index });
  return positive ? values.map((value) => Math.abs(value) + 0.1) : values;
};

const tape = (recording: boolean) =>
  new Tape<ReferenceTensor>({ ops: referenceRuntime.ops, allot: referenceRuntime.temporary, recording });

const of = (shape: readonly number[], data: Float64Array): Var<ReferenceTensor> => ({ tensor: { shape, data }, shape });

const STEP = 1e-5;

function check(build: Build, shapes: readonly (readonly number[])[], positive: boolean): void {
  const inputs = shapes.map((shape, i) => of(shape, numbers(shape, i, positive)));
  const t = tape(true);
  const y = build(t, inputs);
  const seed = of(y.shape, numbers(y.shape, 99, false));
  const gradients = t.gradients([[y, seed]], inputs);
  const value = () => build(tape(false), inputs).tensor.data.reduce((sum, v, i) => sum + v * seed.tensor.data[i], 0);
  inputs.forEach((input, which) => {
    const { data } = input.tensor;
    const gradient = gradients[which]?.tensor.data ?? new Float64Array(data.length);
    data.forEach((before, i) => {
      data[i] = before + STEP;
      const above = value();
      data[i] = before - STEP;
      const numeric = (above - value()) / (2 * STEP);
      data[i] = before;
      const error = Math.abs(numeric - gradient[i]) / Math.max(1, Math.abs(numeric));
      assert.ok(error < 1e-7, `input ${which}, element ${i}: ${gradient[i]}, numerically ${numeric}`);
    });
  });
}

const cases: Readonly<Record<string, readonly [Build, readonly (readonly number[])[], positive?: boolean]>> = {
  exp: [(t, [x]) => t.exp(x), [[2, 3]]],
  log: [(t, [x]) => t.log(x), [[2, 3]], true],
  sqrt: [(t, [x]) => t.sqrt(x), [[2, 3]], true],
  rsqrt: [(t, [x]) => t.rsqrt(x), [[2, 3]], true],
  square: [(t, [x]) => t.square(x), [[2, 3]]],
  reciprocal: [(t, [x]) => t.reciprocal(x), [[2, 3]], true],
  abs: [(t, [x]) => t.abs(x), [[2, 3]]],
  relu: [(t, [x]) => t.relu(x), [[2, 3]]],
  tanh: [(t, [x]) => t.tanh(x), [[2, 3]]],
  sigmoid: [(t, [x]) => t.sigmoid(x), [[2, 3]]],
  softplus: [(t, [x]) => t.softplus(x), [[2, 3]]],
  erf: [(t, [x]) => t.unary('erf', x), [[2, 3]]],
  sin: [(t, [x]) => t.unary('sin', x), [[2, 3]]],
  cos: [(t, [x]) => t.unary('cos', x), [[2, 3]]],
  atan: [(t, [x]) => t.unary('atan', x), [[2, 3]]],
  'add, broadcast': [
    (t, [a, b]) => t.add(a, b),
    [
      [2, 3],
      [2, 1],
    ],
  ],
  subtract: [
    (t, [a, b]) => t.subtract(a, b),
    [
      [2, 3],
      [1, 3],
    ],
  ],
  'multiply, with fewer axes': [(t, [a, b]) => t.multiply(a, b), [[2, 3], [3]]],
  divide: [
    (t, [a, b]) => t.divide(a, b),
    [
      [2, 3],
      [2, 3],
    ],
    true,
  ],
  maximum: [
    (t, [a, b]) => t.maximum(a, b),
    [
      [2, 3],
      [2, 3],
    ],
  ],
  minimum: [(t, [a, b]) => t.minimum(a, b), [[2, 3], [3]]],
  affine: [(t, [x]) => t.affine(x, -2, 3), [[4]]],
  power: [(t, [x]) => t.power(x, 1.7), [[2, 3]], true],
  clip: [(t, [x]) => t.clip(x, -0.5, 0.5), [[2, 5]]],
  matmul: [
    (t, [a, b]) => t.matmul(a, b),
    [
      [2, 2, 3],
      [2, 3, 4],
    ],
  ],
  'matmul, first transposed': [
    (t, [a, b]) => t.matmul(a, b, { transposeA: true }),
    [
      [3, 2],
      [3, 4],
    ],
  ],
  'matmul, second transposed': [
    (t, [a, b]) => t.matmul(a, b, { transposeB: true }),
    [
      [2, 3],
      [4, 3],
    ],
  ],
  'matmul, both transposed': [
    (t, [a, b]) => t.matmul(a, b, { transposeA: true, transposeB: true }),
    [
      [3, 2],
      [4, 3],
    ],
  ],
  sum: [(t, [x]) => t.sum(x, [0, 2]), [[2, 3, 2]]],
  mean: [(t, [x]) => t.mean(x, [-1]), [[2, 3]]],
  max: [(t, [x]) => t.max(x, [1]), [[3, 4]]],
  permute: [(t, [x]) => t.permute(x, [2, 0, 1]), [[2, 3, 4]]],
  reshape: [(t, [x]) => t.reshape(x, [3, 2]), [[2, 3]]],
  narrow: [(t, [x]) => t.narrow(x, 1, 1, 2), [[2, 4]]],
  embed: [(t, [x]) => t.embed(x, [1, 0], [3, 4], 7), [[2, 3]]],
  concat: [
    (t, [a, b]) => t.concat([a, b, a], 1),
    [
      [2, 3],
      [2, 1],
    ],
  ],
  gather: [(t, [x]) => t.gather(x, t.constant([2, 0, 2], [3])), [[3, 2]]],
  softmax: [(t, [x]) => t.softmax(x, 1), [[2, 4]]],
  logSoftmax: [(t, [x]) => t.logSoftmax(x, -1), [[2, 4]]],
  'conv with a bias': [
    (t, [x, w, b]) => t.conv(x, w, b, [1, 2, 2, 2], { stride: [2, 2], pad: [1, 0, 0, 1] }),
    [[1, 4, 4, 3], [3, 3, 3, 2], [2]],
  ],
  avgPool: [
    (t, [x]) => t.avgPool(x, [1, 2, 2, 2], { window: [2, 2], stride: [2, 2], pad: [0, 0, 0, 0] }),
    [[1, 4, 4, 2]],
  ],
  'what is used twice': [(t, [x]) => t.multiply(t.add(x, x), t.exp(x)), [[2, 3]]],
};

describe('derivatives', () => {
  for (const [name, [build, shapes, positive]] of Object.entries(cases))
    it(`of ${name} are what central differences say`, () => check(build, shapes, positive === true));

  it('stop at what is detached, and are absent where nothing depends on the input', () => {
    const t = tape(true);
    const x = of([2], Float64Array.of(1, 2));
    const y = t.multiply(t.detach(x), t.constant([1, 1], [2]));
    assert.deepEqual(t.gradients([[y, of([2], Float64Array.of(1, 1))]], [x]), [null]);
  });
});
