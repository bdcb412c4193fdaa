import assert from 'node:assert/strict';
import type { GraphWeight } from '../../model/graph.ts';
import { initialValues, nameHash } from './index.ts';

const weight = (name: string, start?: number): GraphWeight => ({
  name,
  shape: [40, 30, 3, 3],
  role: start === undefined ? 'weight' : 'scale',
  fan: { in: 270, out: 360 },
  ...(start === undefined ? {} : { start }),
});

const deviation = (values: Float32Array) => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);

describe('initializers', () => {
  for (const [init, expected] of [
    [{ name: 'he', args: {} }, Math.sqrt(2 / 270)],
    [{ name: 'xavier', args: {} }, Math.sqrt(2 / 630)],
    [{ name: 'gaussian', args: { std: 0.02 } }, 0.02],
    [{ name: 'lecun', args: {} }, Math.sqrt(1 / 270)],
    [{ name: 'he', args: { mode: 'fan_out' } }, Math.sqrt(2 / 360)],
    [{ name: 'he', args: { distribution: 'uniform' } }, Math.sqrt(2 / 270)],
    [{ name: 'xavier', args: { distribution: 'uniform' } }, Math.sqrt(2 / 630)],
    [{ name: 'lecun', args: { distribution: 'uniform' } }, Math.sqrt(1 / 270)],
    [{ name: 'uniform', args: { bound: 0.3 } }, 0.3 / Math.sqrt(3)],
  ] as const) {
    it(`${init.name}(${Object.entries(init.args).join(', ')}) has the deviation it should`, () => {
      const values = initialValues(weight('conv1.weight'), init, 1);
      assert.ok(Math.abs(deviation(values) / expected - 1) < 0.02, `${deviation(values)} for ${expected}`);
      const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
      assert.ok(Math.abs(mean) < 0.05 * expected, `mean ${mean}`);
    });
  }

  it('stay within their bounds where they are uniform', () => {
    for (const [init, bound] of [
      [{ name: 'uniform', args: { bound: 0.3 } }, 0.3],
      [{ name: 'he', args: { distribution: 'uniform' } }, Math.sqrt(6 / 270)],
    ] as const) {
      const values = initialValues(weight('conv1.weight'), init, 1);
      const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      assert.ok(largest <= bound * (1 + 1e-6) && largest > 0.99 * bound, `${largest} for ${bound}`);
    }
  });

  it('are one number where that is asked for', () => {
    assert.ok(initialValues(weight('conv1.weight'), { name: 'zeros', args: {} }, 1).every((value) => value === 0));
    const half = initialValues(weight('conv1.weight'), { name: 'constant', args: { value: 0.5 } }, 1);
    assert.ok(half.every((value) => value === 0.5));
  });

  for (const shape of [
    [6, 20],
    [20, 6],
    [5, 3, 2, 2],
    [7, 7],
  ]) {
    it(`orthogonal: ${shape.join('×')} has vectors at right angles, of the length of the gain`, () => {
      const values = initialValues(
        { name: 'dense1.weight', shape, role: 'weight', fan: { in: 1, out: 1 } },
        { name: 'orthogonal', args: { gain: 2 } },
        1,
      );
      const rows = shape[0];
      const columns = values.length / rows;
      const element = (vector: number, i: number) =>
        rows <= columns ? values[vector * columns + i] : values[i * columns + vector];
      for (let a = 0; a < Math.min(rows, columns); a++) {
        for (let b = 0; b <= a; b++) {
          let product = 0;
          for (let i = 0; i < Math.max(rows, columns); i++) product += element(a, i) * element(b, i);
          assert.ok(Math.abs(product - (a === b ? 4 : 0)) < 1e-6, `${a} · ${b} is ${product}`);
        }
      }
    });
  }

  it('depend on the seed and on the name, and on nothing else', () => {
    const of = (name: string, seed: number) => [...initialValues(weight(name), { name: 'he', args: {} }, seed)];
    assert.deepEqual(of('conv1.weight', 1), of('conv1.weight', 1));
    assert.notDeepEqual(of('conv1.weight', 1), of('conv1.weight', 2));
    assert.notDeepEqual(of('conv1.weight', 1), of('conv2.weight', 1));
  });

  it('leave biases, scales and statistics at their start', () => {
    const values = initialValues(weight('batchnorm1.weight', 1), { name: 'he', args: {} }, 1);
    assert.ok(values.every((value) => value === 1));
  });

  it('hash names as FNV-1a does', () => {
    // From the test vectors of the hash's authors.
    assert.equal(nameHash(''), 0x811c9dc5);
    assert.equal(nameHash('a'), 0xe40c292c);
    assert.equal(nameHash('foobar'), 0xbf9cf968);
  });
});
