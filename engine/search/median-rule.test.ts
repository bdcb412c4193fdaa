import assert from 'node:assert/strict';
import { fallsBehind, GRACE, median } from './median-rule.ts';

describe('the median rule', () => {
  const others = [
    [0.1, 0.3, 0.5, 0.7],
    [0.2, 0.4, 0.6, 0.5],
    [0.3, 0.2, 0.1, 0.2],
  ];

  it('takes the middle, of an even number the mean of both', () => {
    assert.equal(median([3, 1, 2]), 2);
    assert.equal(median([4, 1, 2, 3]), 2.5);
  });

  it('compares the best so far with the median of the best of the others up to the same epoch', () => {
    // After three epochs the others have 0.5, 0.6 and 0.3.
    assert.equal(fallsBehind([0.1, 0.2, 0.4], others), 0.5);
    assert.equal(fallsBehind([0.1, 0.2, 0.5], others), null);
    assert.equal(fallsBehind([0.9, 0.1, 0.1], others), null);
    // After four 0.7, 0.6 and 0.3: what the first reached later counts now.
    assert.equal(fallsBehind([0.1, 0.2, 0.5, 0.5], others), 0.6);
  });

  it('takes losses as their negatives', () => {
    const losses = [
      [-3, -2, -1],
      [-3, -2, -1.5],
      [-3, -3, -3],
    ];
    assert.equal(fallsBehind([-4, -3, -2], losses), -1.5);
    assert.equal(fallsBehind([-4, -3, -1.5], losses), null);
  });

  it('leaves every trial some epochs, and needs three others that have come as far', () => {
    assert.equal(GRACE, 3);
    assert.equal(fallsBehind([0, 0], others), null);
    assert.equal(fallsBehind([0, 0, 0], others.slice(1)), null);
    assert.equal(fallsBehind([0, 0, 0], [...others.slice(1), [0.9, 0.9]]), null);
  });
});
