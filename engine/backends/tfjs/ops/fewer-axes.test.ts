import assert from 'node:assert/strict';
import { mergeBroadcast, mergeWhole } from './fewer-axes.ts';

describe('fewer axes', () => {
  it('are those that are broadcast alike', () => {
    assert.deepEqual(mergeBroadcast([2, 3, 4, 5, 6], [1, 1, 4, 5, 1]), { a: [6, 20, 6], b: [1, 20, 1] });
    assert.deepEqual(mergeBroadcast([2, 1, 4, 1, 6], [2, 3, 4, 1, 6]), { a: [2, 1, 24], b: [2, 3, 24] });
    assert.deepEqual(mergeBroadcast([1, 1], [1, 1]), { a: [], b: [] });
  });

  it('are those that are taken whole', () => {
    assert.deepEqual(mergeWhole([2, 5, 3, 4, 6], [0, 1, 0, 0, 0], [2, 2, 3, 4, 6]), {
      whole: [2, 360],
      begin: [0, 72],
      part: [2, 144],
    });
    assert.deepEqual(mergeWhole([2, 5, 3, 4, 6], [0, 1, 1, 0, 2], [2, 2, 1, 4, 3]), {
      whole: [2, 5, 12, 6],
      begin: [0, 1, 4, 2],
      part: [2, 2, 4, 3],
    });
  });
});
