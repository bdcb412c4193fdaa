import assert from 'node:assert/strict';
import type { CallableKind } from '../callable.ts';
import { callablesOf, catalog, findCallable } from '../index.ts';
import { type ForeignKind, foreign, foreignNames } from './index.ts';

const kinds = Object.keys(catalog) as CallableKind[];
const argumentsOfAll = new Set(kinds.flatMap((kind) => callablesOf(kind).flatMap(({ args }) => Object.keys(args))));

describe("other frameworks' words", () => {
  for (const [kind, words] of Object.entries(foreignNames)) {
    if (kind === 'setting') continue;
    const knows = (name: string) =>
      kind === 'argument' ? argumentsOfAll.has(name) : findCallable(kind as CallableKind, name) !== undefined;

    it(`lead to what there is: ${kind}`, () => {
      for (const [word, { is }] of Object.entries(words))
        for (const name of is) assert.ok(knows(name), `${word} is ${name}, which is nothing`);
    });

    it(`are no words of ours: ${kind}`, () => {
      for (const word of Object.keys(words)) if (kind !== 'argument') assert.ok(!knows(word), word);
    });
  }

  it('are told apart by their spelling, then by their letters', () => {
    const asked = (kind: ForeignKind, word: string) => foreign(kind, word)?.is[0];
    assert.deepEqual(foreign('layer', 'nn.Conv2d')?.drops, { at: 0, of: 2 });
    assert.equal(foreign('layer', 'keras.layers.Conv2D')?.drops, undefined);
    assert.equal(asked('layer', 'silu'), 'swish');
    assert.equal(asked('layer', 'max_pool2d'), 'maxpool');
    assert.equal(asked('loss', 'cross_entropy_loss'), 'softmax');
    // A tensor by name is no package.
    assert.equal(asked('layer', 'x.silu'), undefined);
    assert.equal(asked('layer', 'constructor'), undefined);
  });
});
