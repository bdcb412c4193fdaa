import assert from 'node:assert/strict';
import * as a from '../../model/catalog/arguments.ts';
import type { Callable } from '../../model/catalog/callable.ts';
import { argumentLabel, defaultText, membersOf, signature } from './docs.ts';

const schedule = { name: 'step', args: { every: 10, factor: 0.5 } };

describe('arguments in one line', () => {
  for (const [argument, label] of [
    [a.int('A.'), 'a'],
    [a.int('A.', { default: 3 }), 'a=3'],
    [a.float('A.', { default: 1 / 9 }), 'a=0.1111'],
    [a.float('A.', { default: 1e-8 }), 'a=1e-8'],
    [a.bool('A.', { default: false }), 'a=false'],
    [a.text('A.', { default: ',' }), 'a=","'],
    [a.name('A.', { default: '' }), 'a=…'],
    [a.size('A.', { default: [2, 2] }), 'a=2'],
    [a.size('A.', { default: [1, 3] }), 'a=1x3'],
    [a.size('A.', { default: { sameAs: 'window' } }), 'a=window'],
    [a.size3('A.', { default: [1, 2, 2] }), 'a=1x2x2'],
    [a.padding('A.', { default: [0, 0, 0, 0] }), 'a=0'],
    [a.padding('A.', { default: 'same' }), 'a=same'],
    [a.padding1('A.', { default: [0, 1] }), 'a=(0, 1)'],
    [a.oneOf('A.', { floor: 'Down.' }, { default: 'floor' }), 'a=floor'],
    [a.tensor('A.', { required: true }), 'a'],
    [a.tensor('A.'), 'a=…'],
    [a.list('A.', a.int('B.'), { default: [1, 2] }), 'a=[1, 2]'],
    [a.list('A.', a.int('B.'), { default: [] }), 'a=[]'],
    [a.list('A.', a.any('B.'), { rest: true }), 'a…'],
    [a.call('A.', ['schedule'], { default: schedule }), 'a=step(every=10, factor=0.5)'],
  ] as const) {
    it(`${argument.kind} as ${label}`, () => assert.equal(argumentLabel('a', argument), label));
  }

  it('make a signature', () => {
    const callable: Callable = {
      kind: 'layer',
      name: 'attend',
      doc: 'Attends.',
      example: 'attend(query = h)',
      args: { query: a.tensor('Q.', { required: true }), mask: a.tensor('M.'), heads: a.int('H.', { default: 1 }) },
    };
    assert.equal(signature(callable), 'attend(query, mask=…, heads=1)');
    assert.equal(signature({ ...callable, args: {} }), 'attend');
  });

  it('are required where they have no default', () => {
    assert.equal(defaultText(a.shape('A.')), null);
    assert.equal(defaultText(a.tensor('A.')), '…');
  });
});

describe('words that a type knows', () => {
  it('are members, and rules of padding by what is padded', () => {
    assert.deepEqual(membersOf(a.oneOf('A.', { l1: 'One.' })), { l1: 'One.' });
    assert.match(membersOf(a.padding1('A.'))?.same ?? '', /⌈input\/stride⌉ steps/);
    assert.match(membersOf(a.padding3('A.'))?.same ?? '', /slices, rows and columns/);
  });

  it('are those of its elements for a list, and none for a number', () => {
    assert.deepEqual(membersOf(a.list('A.', a.axis('B.')))?.steps, 'Steps of a sequence.');
    assert.equal(membersOf(a.int('A.')), null);
  });
});
