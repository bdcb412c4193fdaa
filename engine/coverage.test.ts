import assert from 'node:assert/strict';
import { trainDefaults } from '../model/settings.ts';
import { isNotYet } from './coverage.ts';

describe('what the engine runs', () => {
  it('is what a train starts with that says nothing', () => {
    assert.equal(isNotYet('optimizer', trainDefaults.optimizer.name), false);
    assert.equal(isNotYet('initializer', trainDefaults.init.name), false);
  });

  it('is told by kind: a layer and a loss may have one name', () => {
    assert.equal(isNotYet('loss', 'softmax'), false);
    assert.equal(isNotYet('source', 'coco'), true);
    assert.equal(isNotYet('loss', 'coco'), false);
  });
});
