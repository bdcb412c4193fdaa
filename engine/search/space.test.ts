import assert from 'node:assert/strict';
import { draws, grid, methodOf, pointsOf, type Variable } from './space.ts';

const lr: Variable = { path: 'optimizer.lr', from: 'log', low: 1e-5, high: 1e-1 };
const p: Variable = { path: 'model.p', from: 'uniform', low: 0.1, high: 0.5 };
const depth: Variable = { path: 'model.depth', from: 'integers', low: 1, high: 4 };
const width: Variable = { path: 'model.width', from: 'choice', values: ['32', '64'] };
const init: Variable = { path: 'init', from: 'choice', values: ['he', 'xavier', 'orthogonal(gain=2)'] };

describe('the points of a search', () => {
  it('are the grid where all is chosen and the product is at most the trials', () => {
    assert.equal(methodOf([width, init], 6), 'grid');
    assert.equal(methodOf([width, init], 5), 'random');
    assert.equal(methodOf([width, lr], 1000), 'random');
    assert.deepEqual(pointsOf([width, init], 'grid', 100, 1), grid([width, init]));
    assert.deepEqual(
      grid([width, init]).map((point) => Object.values(point).join(' ')),
      ['32 he', '32 xavier', '32 orthogonal(gain=2)', '64 he', '64 xavier', '64 orthogonal(gain=2)'],
    );
  });

  it('repeat with the seed, and more of them begin with the same', () => {
    const space = [lr, p, depth, width];
    const twenty = draws(space, 20, 7);
    assert.deepEqual(draws(space, 20, 7), twenty);
    assert.deepEqual(draws(space, 30, 7).slice(0, 20), twenty);
    assert.notDeepEqual(draws(space, 20, 8), twenty);
  });

  it('lie within the bounds, spread as the distribution says', () => {
    const points = draws([lr, p, depth, width], 2000, 3);
    const numbers = (path: string) => points.map((point) => Number(point[path]));
    const share = (values: readonly number[], is: (value: number) => boolean) =>
      values.filter(is).length / values.length;
    const rates = numbers('optimizer.lr');
    assert.ok(rates.every((value) => value >= 1e-5 && value <= 1e-1));
    // Four standard errors of a share of a half over 2000: 0.045.
    assert.ok(Math.abs(share(rates, (value) => value < 1e-3) - 0.5) < 0.045);
    const parts = numbers('model.p');
    assert.ok(parts.every((value) => value >= 0.1 && value <= 0.5));
    assert.ok(Math.abs(share(parts, (value) => value < 0.3) - 0.5) < 0.045);
    assert.deepEqual([...new Set(numbers('model.depth'))].sort(), [1, 2, 3, 4]);
    for (const each of [1, 2, 3, 4])
      assert.ok(Math.abs(share(numbers('model.depth'), (value) => value === each) - 0.25) < 0.039);
    assert.ok(Math.abs(share(numbers('model.width'), (value) => value === 32) - 0.5) < 0.045);
  });

  it('do not leave the bounds by rounding', () => {
    const narrow: Variable = { path: 'x', from: 'uniform', low: 0.123456, high: 0.123457 };
    for (const { x } of draws([narrow], 5, 1)) assert.ok(Number(x) >= 0.123456 && Number(x) <= 0.123457, x);
  });

  it('are distinct, and end where a small space does', () => {
    const points = draws([width, depth], 50, 1);
    assert.equal(points.length, 8);
    assert.equal(new Set(points.map((point) => JSON.stringify(point))).size, 8);
  });
});
