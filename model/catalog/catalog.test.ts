import assert from 'node:assert/strict';
import { bool, float, int, list, oneOf, padding, size } from './arguments.ts';
import type { Callable, CallableKind } from './callable.ts';
import { fits, flaws } from './described.fixture.ts';
import { callablesOf, catalog, findCallable } from './index.ts';

const kinds = (Object.keys(catalog) as CallableKind[]).filter((kind) => kind !== 'layer');

describe('the catalog', () => {
  for (const kind of kinds) {
    it(`describes every ${kind} and its arguments, and gives defaults of the right type and range`, () => {
      const callables = callablesOf(kind);
      assert.ok(callables.length > 0);
      const found = callables.flatMap((callable) => flaws(callable).map((flaw) => `${callable.name}: ${flaw}`));
      assert.deepEqual(found, []);
    });
  }

  it('finds each callable by its kind and name, and by no other', () => {
    for (const kind of kinds) {
      for (const callable of callablesOf(kind)) {
        assert.equal(callable.kind, kind);
        assert.equal(findCallable(kind, callable.name), callable);
      }
    }
    assert.equal(findCallable('loss', 'toString'), undefined);
    assert.equal(findCallable('optimizer', 'softmax'), undefined);
  });

  it('keeps learning rates above zero', () => {
    for (const { args } of callablesOf('optimizer')) {
      const { lr } = args;
      assert.ok(lr?.kind === 'float' && !fits(lr, 0) && fits(lr, 1e-6));
    }
  });

  it('gives regularizers that add to the loss a weight, which a factor before them multiplies', () => {
    const names = callablesOf('regularizer').map(({ name, args }) => [name, args.weight?.kind]);
    assert.deepEqual(names, [
      ['l1', 'float'],
      ['l2', 'float'],
      ['elastic', 'float'],
      ['max_norm', undefined],
    ]);
  });
});

describe('what a description owes', () => {
  const sound: Callable = { kind: 'loss', name: 'x', doc: 'Does x.', example: 'x()', args: {} };

  it('is nothing where nothing is missing', () => assert.deepEqual(flaws(sound), []));

  for (const [what, changes] of [
    ['a sentence', { doc: 'does x' }],
    ['a sentence for each argument', { args: { a: int('') } }],
    ['a sentence for each member', { args: { a: oneOf('What.', { b: '' }) } }],
    ['an example of itself', { example: 'xy()' }],
    ['a default within its range', { args: { a: int('A.', { min: 1, default: 0 }) } }],
    ['a default of its type', { args: { a: int('A.', { default: 0.5 }) } }],
    ['a default inside an open range', { args: { a: float('A.', { min: 0, exclusive: true, default: 0 }) } }],
    ['a default that is there', { args: { a: size('A.', { default: { sameAs: 'b' } }) } }],
    ['elements of their type', { args: { a: list('A.', bool('B.'), { default: [1] }) } }],
    ['four sides', { args: { a: padding('A.', { default: [0, 0, 0, -1] }) } }],
    [
      'a call of a kind',
      { args: { a: { kind: 'call', doc: 'A.', of: ['schedule'], default: { name: 'adam', args: {} } } } },
    ],
  ] as const) {
    it(`is ${what}`, () => assert.equal(flaws({ ...sound, ...(changes as Partial<Callable>) }).length, 1));
  }
});
