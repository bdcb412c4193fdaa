import assert from 'node:assert/strict';
import { analyzeFiles, saysOf } from './graph.fixture.ts';
import { analyze, format } from './index.ts';

const codes = (text: string) => [...new Set(saysOf(text).map((said) => said.split(':', 1)[0]))];
const model = (body: string, before = '') => `${before}\nmodel M {\n  input(x, 8)\n  ${body}\n}`;
const many = (count: number, of: (i: number) => string, between = '\n') =>
  Array.from({ length: count }, (_, i) => of(i)).join(between);

describe('text beyond all bounds', () => {
  it('puts no number beyond all floats into a message or fix', () => {
    const data = 'data d { source = image_folder("data", 8x8); split = holdout(val=100) }';
    const text = `model N { input(x, 8x8x3); flatten; dense(10) }\n${data}\ntrain N on d { loss = softmax(); clip = 1e999 }`;
    assert.deepEqual(saysOf(text), ['wrong-type: Expected one of norm, value.']);
  });

  it('sees everything where what is seen is wider than all floats', () => {
    const [deep] = analyze(
      'a.nn',
      model('repeat(1100) { conv(4, 3x3, pad=1e9); maxpool(2x2) }').replace('8)', '8x8x3)'),
    ).models;
    const seen = deep?.graph.layers.flatMap(({ receptiveOffset: at }) => at ?? []) ?? [];
    assert.ok(seen.length > 1000 && seen.every(Number.isFinite));
    assert.equal(deep?.graph.layers.at(-1)?.receptiveOffset, null);
  });

  const doubling = many(60, (i) => `fn f${i}(n) = ${i === 0 ? 'n' : `f${i - 1}(n) + f${i - 1}(n)`}`);
  const chain = many(1000, (i) => `fn f${i}(n) = ${i === 0 ? 'n' : `f${i - 1}(n)`}`);
  const nested = many(60, (i) => `let a${i + 1} = [a${i}, a${i}]`);
  const cases: readonly (readonly [what: string, text: string, code: string])[] = [
    ['a number beyond 2⁵³', model('dense(2 * 9007199254740992)'), 'number-too-large'],
    ['a number beyond all floats', model('dense(1e999)'), 'number-too-large'],
    ['a number of a megabyte', model(`dense(${'9'.repeat(1_000_000)})`), 'number-too-large'],
    ['a layer that gives more than 2⁵³ numbers', model('dense(1000000000); dense(1000000000)'), 'number-too-large'],
    ['a size of twenty digits', 'model M { input(x, 99999999999999999999x3x3) }', 'extent-out-of-range'],
    ['an extent no sample has', 'model M { input(x, 9999999x3x3) }', 'extent-out-of-range'],
    ['half a step', model('reshape(sequence(0.5, 16))'), 'wrong-type'],
    ['a window of a billion', 'model M { input(x, 8x8x3); conv(4, 1e9) }', 'kernel-too-large'],
    ['a billion windows', 'model M { input(x, 8x8x3); adaptive_avgpool(1e9) }', 'number-too-large'],
    ['a padding of a billion', 'model M { input(x, 8x8x3); maxpool(1e9, pad=2e9) }', 'window-in-padding'],
    ['a factor of a billion', 'model M { input(x, 8x8x3); pixel_unshuffle(1e9) }', 'blocks-do-not-divide'],
    [
      'an output padding of a billion',
      'model M { input(x, 8x8x3); conv_transpose(4, 3, stride=1e9, output_pad=1e9) }',
      'output-pad-too-large',
    ],
    ['a billion groups', 'model M { input(x, 8x8x3); conv(4, 3x3, groups=1e9) }', 'groups-do-not-divide'],
    [
      'faults in thousands of runs of a block',
      model('repeat(3000) { B }', 'block B { relu(1, 2, 3) }'),
      'model-too-large',
    ],
    ['a loop of a billion rounds', model('repeat(1000000000) { relu }'), 'model-too-large'],
    ['loops within loops that do nothing', model('repeat(10000) { repeat(10000) { let a = 1 } }'), 'model-too-large'],
    ['loops within loops around nothing', model('repeat(10000) { repeat(10000) { } }'), 'model-too-large'],
    ['loops within loops to the last', model(`${'repeat(2) { '.repeat(150)}relu${'}'.repeat(150)}`), 'model-too-large'],
    ['a range that is too long', model('let a = 0..100000'), 'out-of-range'],
    ['long ranges without end', model('repeat(10000) { let a = 0..10000 }'), 'model-too-large'],
    ['a block that calls itself for ever', model('B', 'block B { B }'), 'recursion-too-deep'],
    ['blocks that call each other for ever', model('A', 'block A { B }\nblock B { A }'), 'recursion-too-deep'],
    [
      'a block that may call itself',
      model('B(?)', 'block B(n) { if n > 0 { B(n) } else { B(n) } }'),
      'recursion-too-deep',
    ],
    [
      'a block that doubles thirty times',
      model('B(30)', 'block B(n) { if n == 0 { relu } else { B(n - 1); B(n - 1) } }'),
      'model-too-large',
    ],
    [
      'a block that calls itself from deep within',
      model('B', `block B { ${'add { repeat(1) { '.repeat(40)}B${' } }'.repeat(40)} }`),
      'recursion-too-deep',
    ],
    ['a function that calls itself', model('dense(f(1))', 'fn f(n) = f(n) + 1'), 'recursive-function'],
    ['functions that double', model('dense(f59(1))', doubling), 'model-too-large'],
    ['functions one behind the other', model('dense(f999(1))', chain), 'recursion-too-deep'],
    ['lists that double', model(`let a0 = 1\n  ${nested}`), 'model-too-large'],
    ['flows that double', model('repeat(60) { collect(i in 0..2) { skip } }'), 'model-too-large'],
    [
      'a name of a megabyte for thousands',
      model(`${'a'.repeat(1_000_000)} = repeat(5000) { relu }`),
      'model-too-large',
    ],
    [
      'tensors that double',
      model(many(60, (i) => `a${i + 1} = [${i === 0 ? 'x, x' : `a${i}, a${i}`}]`)),
      'model-too-large',
    ],
    ['100,000 open brackets', model('('.repeat(100_000)), 'nesting-too-deep'],
    ['a megabyte on one line', `model M { input(x, 8); ${'relu )'.repeat(170_000)} }`, 'bracket-not-opened'],
    ['a megabyte of nothing known', 'ä'.repeat(500_000), 'syntax'],
    ['a megabyte of one name', model('a'.repeat(1_000_000)), 'unknown-layer'],
    ['10,000 lines of layers', model(many(10_000, () => 'relu')), 'model-too-large'],
    ['5,000 names that nothing has', model(many(5_000, (i) => `layer${i}`)), 'unknown-layer'],
    ['5,000 values that nothing has', model(many(5_000, (i) => `let v${i} = w${i} + 1`)), 'unknown-name'],
    ['5,000 layers of one name', model(many(5_000, () => 'a = relu')), 'name-given-twice'],
    ['5,000 models', many(5_000, (i) => `model M${i} { input(x, 8); relu }`), 'model-too-large'],
    ['5,000 blocks', many(5_000, (i) => `block B${i} { relu }`), 'model-too-large'],
    ['10,000 arguments', model(`dense(${many(10_000, (i) => `p${i} = 1`, ', ')})`), 'unknown-argument'],
    ['5,000 comments that allow nothing', `${many(5_000, () => '# netwright: allow(no-input)')}\n`, 'allow-unused'],
    ['NUL', model('relu\0 -> \0tanh'), 'syntax'],
    ['halves of characters', model('relu \udc00 -> \ud800'), 'syntax'],
  ];
  for (const [what, text, code] of cases) {
    it(`${what} is a diagnostic`, () => {
      assert.ok(codes(text).includes(code), codes(text).join(', '));
      format(text);
    }).timeout(20_000);
  }

  it('says nothing of 20,000 comments, of a block with 2,000 parameters that it uses, of a list of 10,000', () => {
    assert.deepEqual(codes(many(20_000, (i) => `# ${i}`)), []);
    const parameters = many(2_000, (i) => `p${i} = 1`, ', ');
    const layers = many(2_000, (i) => `let q${i} = p${i}`);
    assert.ok(
      !codes(model('B(p3 = 2)', `block B(${parameters}) {\n${layers}\ndense(p1999)\n}`)).includes('unknown-name'),
    );
    assert.deepEqual(codes(model(`dense(max([${many(10_000, (i) => `${i}`, ', ')}]))`)), []);
  });

  it('says no more than a person could read', () => {
    const { diagnostics } = analyzeFiles(model('nope\n'.repeat(5000)));
    assert.equal(diagnostics.length, 1001);
    assert.equal(diagnostics.at(-1)?.code, 'too-many-faults');
  });
});
