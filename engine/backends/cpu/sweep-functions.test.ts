/** Functions of one and two numbers against the reference: shapes at random, and what they are worth in float32. */
import assert from 'node:assert/strict';
import { sizeOf } from '../../../model/shape.ts';
import { binaryNames, type UnaryName, unaryNames } from '../../ops/primitives.ts';
import { referenceRuntime } from '../reference/runtime.ts';
import { type Chooser, Sweep, sweepAll } from './sweep.fixture.ts';

const shapeOf = (choose: Chooser) =>
  Array.from({ length: choose.whole(1, 4) }, () => choose.of(1, 1, 2, 3, 4, 5, 7, 8, 9, 16, 33));

/** Extents of 1 and absent leading axes where `shape` has more. */
function repeated(choose: Chooser, shape: readonly number[]): number[] {
  const kept = shape.slice(choose.chance(0.3) ? choose.whole(0, shape.length) : 0);
  const whole = choose.chance(0.3);
  return kept.map((extent) => (whole || choose.chance(0.5) ? extent : 1));
}

sweepAll('the kernels of functions', 20260910, (check) => {
  for (const fn of unaryNames)
    check(`unary ${fn}`, 40, (choose) => {
      const shape = shapeOf(choose);
      const positive = ['log', 'sqrt', 'rsqrt'].includes(fn);
      const draw = positive ? (draws: Chooser['draws']) => 0.01 + Math.abs(draws.normal()) : undefined;
      const x = draw === undefined ? { shape } : { shape, draw };
      return {
        op: 'unary',
        inputs: { x },
        out: { shape },
        attributes: { fn },
        ...(choose.chance(0.5) ? { inPlace: 'x' } : {}),
      };
    });

  for (const fn of binaryNames)
    check(`binary ${fn}`, 300, (choose) => {
      const shape = shapeOf(choose);
      const [a, b] = [repeated(choose, shape), repeated(choose, shape)];
      // What both repeat the result may repeat too.
      const draw =
        fn === 'equal'
          ? (draws: Chooser['draws']) => draws.below(3)
          : fn === 'divide'
            ? (draws: Chooser['draws']) => (draws.chance(0.5) ? 1 : -1) * (0.1 + draws.uniform())
            : (draws: Chooser['draws']) => draws.normal();
      const inPlace = sizeOf(a) === sizeOf(shape) ? 'a' : sizeOf(b) === sizeOf(shape) ? 'b' : null;
      return {
        op: 'binary',
        inputs: { a: { shape: a, draw }, b: { shape: b, draw } },
        out: { shape },
        attributes: { fn },
        ...(inPlace !== null && choose.chance(0.5) ? { inPlace } : {}),
      };
    });

  check('affine', 60, (choose) => {
    const shape = shapeOf(choose);
    const attributes = { factor: choose.draws.normal(), offset: choose.of(0, 1, choose.draws.normal()) };
    return { op: 'affine', inputs: { x: { shape } }, out: { shape }, attributes };
  });

  check('clip', 60, (choose) => {
    const shape = shapeOf(choose);
    const low = choose.draws.normal();
    return { op: 'clip', inputs: { x: { shape } }, out: { shape }, attributes: { low, high: low + choose.of(0, 1) } };
  });

  check('power', 100, (choose) => {
    const shape = shapeOf(choose);
    const exponent = choose.of(2, 0.5, -0.5, -1, 0.75, -0.75, 0, 1, 3, 1.7, -2.3);
    const draw = (draws: Chooser['draws']) => 0.05 + 3 * draws.uniform();
    return { op: 'power', inputs: { x: { shape, draw } }, out: { shape }, attributes: { exponent } };
  });
});

/** Units in the last place by which results may differ from the true ones; what is too small for a normal number may be zero. */
const bounds: { readonly [F in UnaryName]: number } = {
  exp: 2,
  log: 2,
  sqrt: 0.5,
  rsqrt: 1.5,
  square: 0.5,
  reciprocal: 0.5,
  abs: 0,
  sign: 0,
  step: 0,
  relu: 0,
  tanh: 7,
  sigmoid: 3,
  softplus: 3,
  erf: 7.5,
  sin: 1,
  cos: 1,
  atan: 1,
};

/** Of normal numbers. */
const SMALLEST = 2 ** -126;

const edges = [
  0,
  -0,
  1,
  -1,
  Number.NaN,
  Infinity,
  -Infinity,
  1e-45,
  -1e-45,
  1e-38,
  3e38,
  -3e38,
  88.72,
  89,
  -87.4,
  -103,
  -104,
];

describe('functions in float32 at edges', () => {
  let sweep: Sweep;
  before(async () => {
    sweep = await Sweep.start({ threads: 1 });
  });
  after(() => sweep.stop());

  const tensorOf = (values: readonly number[]) => {
    const tensor = sweep.runtime.create([values.length]);
    sweep.runtime.write(tensor, Float32Array.from(values));
    return tensor;
  };
  const knownOf = (values: readonly number[]) => ({
    shape: [values.length],
    data: Float64Array.from(values, Math.fround),
  });

  for (const fn of binaryNames)
    it(`${fn} of any two is rounded once`, async () => {
      const pairs = edges.flatMap((a) => edges.map((b) => [a, b] as const));
      const [left, right] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
      const out = sweep.runtime.create([pairs.length]);
      sweep.runtime.ops.binary({ a: tensorOf(left), b: tensorOf(right) }, out, { fn });
      const known = referenceRuntime.create(out.shape);
      referenceRuntime.ops.binary({ a: knownOf(left), b: knownOf(right) }, known, { fn });
      (await sweep.runtime.read(out)).forEach((found, i) => {
        const expected = Math.fround(known.data[i]);
        assert.ok(Object.is(found, expected), `${fn} of ${pairs[i]} is ${found}, should be ${expected}`);
      });
    });

  it('what is no number stays none when it is clipped, scaled or raised', async () => {
    const { ops, create, read } = sweep.runtime;
    const x = tensorOf([Number.NaN, 5, -5, Infinity, -Infinity]);
    const y = create(x.shape);
    ops.clip({ x }, y, { low: -1, high: 2 });
    assert.deepEqual([...(await read(y))], [Number.NaN, 2, -1, 2, -1]);
    ops.affine({ x }, y, { factor: -2, offset: 1 });
    assert.deepEqual([...(await read(y))], [Number.NaN, -9, 11, -Infinity, Infinity]);
    for (const exponent of [2, 0.5, -0.5, -1, 0.75, -0.75, 1.7]) {
      ops.power({ x }, y, { exponent });
      const found = await read(y);
      assert.ok(Number.isNaN(found[0]), `NaN to the power of ${exponent} is ${found[0]}`);
      assert.equal(found[3], exponent > 0 ? Infinity : 0, `∞ to the power of ${exponent}`);
    }
  });
});

for (const relaxed of [true, false])
  describe(`functions of one number in float32${relaxed ? '' : ', without fused multiply-add'}`, function () {
    this.timeout(60_000);
    let sweep: Sweep;
    before(async () => {
      sweep = await Sweep.start({ threads: 1, relaxed });
    });
    after(() => sweep.stop());

    for (const fn of unaryNames)
      it(`${fn} is within ${bounds[fn]} units in the last place, at edges too`, async () => {
        const values = Float32Array.from([
          ...edges,
          ...Array.from({ length: 20_001 }, (_, i) => (i - 10_000) / 1000),
          ...Array.from({ length: 20_001 }, (_, i) => (i % 2 === 0 ? 1 : -1) * 2 ** ((i - 10_000) / 80)),
          ...Array.from({ length: 4001 }, (_, i) => (i - 2000) / 20),
        ]);
        const shape = [values.length];
        const { ops, create, write, read } = sweep.runtime;
        const [x, y] = [create(shape), create(shape)];
        write(x, values);
        ops.unary({ x }, y, { fn });
        const found = await read(y);
        const known = referenceRuntime.create(shape);
        referenceRuntime.ops.unary({ x: { shape, data: Float64Array.from(values) } }, known, { fn });
        let worst = 0;
        let at = 0;
        known.data.forEach((expected, i) => {
          if (Object.is(found[i], Math.fround(expected)) || Math.abs(found[i] - expected) < SMALLEST) return;
          const exponent = Math.floor(Math.log2(Math.abs(expected)));
          const error = Math.abs(found[i] - expected) / 2 ** (exponent - 23);
          if (!(error <= worst)) [worst, at] = [error, i];
        });
        assert.ok(
          worst <= bounds[fn],
          `${fn}(${values[at]}) is ${found[at]}, should be ${known.data[at]}: ${worst} units`,
        );
      });
  });
