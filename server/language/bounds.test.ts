import assert from 'node:assert/strict';
import { analyzeFiles, saysOf } from './graph.fixture.ts';

const codes = (text: string) => [...new Set(saysOf(text).map((said) => said.split(':', 1)[0]))];
const model = (body: string, before = '') => `${before}\nmodel M {\n  input(x, 8)\n  ${body}\n}`;

describe('text beyond all bounds', () => {
  const cases: readonly (readonly [what: string, text: string, code: string])[] = [
    ['a number beyond 2⁵³', model('dense(2 * 9007199254740992)'), 'number-too-large'],
    ['a number beyond all floats', model('dense(1e999)'), 'number-too-large'],
    ['a size of twenty digits', 'model M { input(x, 99999999999999999999x3x3) }', 'extent-out-of-range'],
    ['an extent no sample has', 'model M { input(x, 9999999x3x3) }', 'extent-out-of-range'],
    ['a loop of a billion rounds', model('repeat(1000000000) { relu }'), 'model-too-large'],
    ['loops within loops that do nothing', model('repeat(10000) { repeat(10000) { let a = 1 } }'), 'model-too-large'],
    ['a range that is too long', model('let a = 0..100000'), 'out-of-range'],
    ['a block that calls itself for ever', model('B', 'block B { B }'), 'recursion-too-deep'],
    [
      'a block that doubles thirty times',
      model('B(30)', 'block B(n) { if n == 0 { relu } else { B(n - 1); B(n - 1) } }'),
      'model-too-large',
    ],
    ['a function that calls itself', model('dense(f(1))', 'fn f(n) = f(n) + 1'), 'recursive-function'],
    ['100,000 open brackets', model('('.repeat(100_000)), 'nesting-too-deep'],
    ['a megabyte on one line', `model M { input(x, 8); ${'relu )'.repeat(170_000)} }`, 'bracket-not-opened'],
    ['a megabyte of nothing known', 'ä'.repeat(500_000), 'syntax'],
  ];
  for (const [what, text, code] of cases)
    it(`${what} is a diagnostic`, () => assert.ok(codes(text).includes(code), codes(text).join(', '))).timeout(20_000);

  it('says no more than a person could read', () => {
    const { diagnostics } = analyzeFiles(model('nope\n'.repeat(5000)));
    assert.equal(diagnostics.length, 1001);
    assert.equal(diagnostics.at(-1)?.code, 'too-many-faults');
  });
});
