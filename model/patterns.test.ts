import assert from 'node:assert/strict';
import { learningLayers, matches } from './patterns.ts';
import { chain } from './zoo.fixture.ts';

describe('patterns', () => {
  it('without a star are the name itself', () => {
    assert.ok(matches('fc', 'fc'));
    assert.ok(!matches('fc', 'fc1'));
    assert.ok(!matches('fc', 'layer.fc'));
  });

  it('with stars leave anything out', () => {
    assert.ok(matches('layer1.*', 'layer1.0.conv1'));
    assert.ok(matches('*.conv1', 'layer1.0.conv1'));
    assert.ok(matches('layer*.conv*', 'layer1.0.conv1'));
    assert.ok(matches('*', ''));
    assert.ok(!matches('layer1.*', 'layer10.conv1'));
    assert.ok(!matches('*bn', 'bn1'));
  });

  it('use no letter twice', () => {
    assert.ok(!matches('ab*ba', 'aba'));
    assert.ok(matches('a*b*c', 'abbc'));
    assert.ok(!matches('a*bb*b', 'abb'));
  });

  it('do not run for ever', () => {
    assert.ok(!matches('*a'.repeat(2000), 'a'.repeat(1999)));
  });

  it('mean layers by their ids and by the names of their weights, and only those that learn', () => {
    const graph = chain(
      [8, 8, 1],
      [['conv', { filters: 2, kernel: [3, 3] }], ['relu'], ['flatten'], ['dense', { units: 3 }]],
    );
    const ids = (pattern: string) => learningLayers(graph, pattern).map(({ id }) => id);
    assert.deepEqual(ids('*'), ['conv1', 'dense1']);
    assert.deepEqual(ids('dense1.*'), ['dense1']);
    assert.deepEqual(ids('*.bias'), ['conv1', 'dense1']);
    assert.deepEqual(ids('relu1'), []);
  });
});
