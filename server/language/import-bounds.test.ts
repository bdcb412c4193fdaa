import assert from 'node:assert/strict';
import { saysOf } from './graph.fixture.ts';
import { analyze, Library } from './index.ts';

const codes = (text: string, files: Readonly<Record<string, string>> = {}) => [
  ...new Set(saysOf(text, files).map((said) => said.split(':', 1)[0])),
];
const model = (body: string) => `\nmodel M {\n  input(x, 8)\n  ${body}\n}`;

describe('files that import without end', () => {
  const importing = (file: string) => `import { B } from "./${file}"\n`;
  const main = model('B');

  for (const [what, files] of [
    ['each other', { 'b.nn': `${importing('main.nn')}block B { relu }`, 'main.nn': importing('b.nn') + main }],
    [
      'in a round of three',
      {
        'b.nn': importing('c.nn'),
        'c.nn': `${importing('main.nn')}block B { relu }`,
        'main.nn': importing('b.nn') + main,
      },
    ],
    [
      'within what is imported',
      { 'b.nn': `${importing('c.nn')}block B { relu }`, 'c.nn': `${importing('b.nn')}block C { relu }` },
    ],
  ] as const) {
    it(`${what} are said to`, () => {
      assert.ok(codes(importing('b.nn') + main, files).includes('import-cycle'));
    });
  }

  it('from themselves are said to', () => {
    assert.deepEqual(
      codes(importing('main.nn') + model('relu')).filter((code) => code !== 'unused-import'),
      ['import-not-found'],
    );
  });

  it('one after the other, 500 deep, are said to', () => {
    const files = Object.fromEntries(
      Array.from({ length: 500 }, (_, i) => [`f${i}.nn`, i === 499 ? 'block B { relu }' : importing(`f${i + 1}.nn`)]),
    );
    assert.ok(codes(importing('f0.nn') + main, files).includes('import-not-found'));
  });

  it('a file of 5,000 blocks are checked, and reading it twice parses it once', () => {
    const huge = Array.from({ length: 5000 }, (_, i) => `block B${i} { relu }`).join('\n');
    const library = new Library(() => huge);
    const text = `import { B7, B4999, Nothing } from "./huge.nn"\n${model('B7; B4999')}`;
    const said = () => analyze('main.nn', text, { library }).diagnostics.map(({ code }) => code);
    assert.deepEqual(said(), ['import-not-found']);
    assert.equal(library.open('huge.nn'), library.open('huge.nn'));
  });
});
