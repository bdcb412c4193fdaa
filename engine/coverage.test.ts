import assert from 'node:assert/strict';
import { defaults } from '../model/catalog/arguments.ts';
import type { CallableKind } from '../model/catalog/callable.ts';
import { callablesOf, catalog } from '../model/catalog/index.ts';
import { trainDefaults } from '../model/settings.ts';
import { isNotYet, missingCallPart } from './coverage.ts';

describe('what the engine runs', () => {
  it('is, of everything that it runs at all, the default', () => {
    for (const kind of Object.keys(catalog) as CallableKind[]) {
      for (const { name, args } of callablesOf(kind)) {
        if (isNotYet(kind, name)) continue;
        const given = defaults(args) as never;
        assert.equal(missingCallPart(kind, { name, args: given }), null);
      }
    }
  });

  it('is what a train starts with that says nothing', () => {
    assert.equal(missingCallPart('optimizer', trainDefaults.optimizer), null);
    assert.equal(missingCallPart('initializer', trainDefaults.init), null);
  });

  it('leaves out arguments that it would ignore, and names them', () => {
    for (const [kind, name, args, part] of [
      ['initializer', 'he', { mode: 'fan_in', distribution: 'uniform' }, 'he with distribution'],
      ['metric', 'accuracy', { top: 5 }, 'accuracy with top'],
    ] as const)
      assert.equal(missingCallPart(kind, { name, args }), part);
  });

  it('is told by kind: a layer and a loss may have one name', () => {
    assert.equal(isNotYet('loss', 'softmax'), false);
    assert.equal(isNotYet('initializer', 'uniform'), true);
    assert.equal(missingCallPart('augmentation', { name: 'accuracy', args: { top: 5 } }), null);
  });
});
