import assert from 'node:assert/strict';
import { median, pairedRatios } from './statistics.ts';

describe('statistics of rounds', () => {
  it('have the middle, or the mean of the two in the middle', () => {
    assert.equal(median([3, 1, 2]), 2);
    assert.equal(median([4, 1, 2, 3]), 2.5);
    assert.ok(Number.isNaN(median([])));
  });

  it('compare what was measured in the same round', () => {
    const spread = pairedRatios([10, 40, null, 9], [5, 10, 1, 3]);
    assert.deepEqual(spread, { median: 3, least: 2, most: 4, count: 3 });
    assert.equal(pairedRatios([null], [1]), null);
  });
});
