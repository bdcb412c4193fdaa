import assert from 'node:assert/strict';
import { decimate, smoothed } from './series.ts';

describe('series', () => {
  it('smooths without a bias at the start', () => {
    assert.deepEqual(
      smoothed([5, 5, 5]).map((value) => Number(value.toFixed(9))),
      [5, 5, 5],
    );
    const [first, second] = smoothed([1, 0]);
    assert.equal(first, 1);
    // (0.9·0.1·1 + 0.1·0)/(1 − 0.9²)
    assert.ok(Math.abs((second ?? 0) - 0.09 / 0.19) < 1e-12);
  });

  it('keeps every value of a short series', () => assert.deepEqual(decimate([1, 2, 3], [7, 8, 9], 10), [0, 1, 2]));

  it('keeps the lowest and highest of a long one, in order, and the last', () => {
    const y = Array.from({ length: 10_000 }, (_, i) => Math.sin(i));
    y[4321] = 50;
    y[8765] = -50;
    const kept = decimate(
      Array.from({ length: 10_000 }, (_, i) => i),
      y,
      200,
    );
    assert.ok(kept.length <= 202);
    assert.ok(kept.includes(4321) && kept.includes(8765) && kept.at(-1) === 9999);
    assert.deepEqual(
      kept,
      kept.toSorted((a, b) => a - b),
    );
  });
});
