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
  ] as const) {
    it(`${init.name} has the deviation it should`, () => {
      const values = initialValues(weight('conv1.weight'), init, 1);
      assert.ok(Math.abs(deviation(values) / expected - 1) < 0.02, `${deviation(values)} for ${expected}`);
      const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
      assert.ok(Math.abs(mean) < 0.05 * expected, `mean ${mean}`);
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
