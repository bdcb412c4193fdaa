import assert from 'node:assert/strict';
import { image, vector } from '../../shape.ts';
import { knn } from './knn.ts';

describe('knn', () => {
  it('gives one score for each class and has no weights', () => {
    const inferred = knn.infer({ inputs: [image(32, 32, 3)], args: { k: 5, metric: 'l1', classes: 10 } });
    assert.deepEqual(inferred.output, vector(10));
    assert.equal(inferred.weights, undefined);
  });

  it('leaves the classes to the data', () => {
    assert.deepEqual(knn.infer({ inputs: [null], args: { k: 5, metric: 'l2', classes: 0 } }).output, vector(null));
  });
});
