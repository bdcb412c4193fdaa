import assert from 'node:assert/strict';
import { type Analysis, analyze, Library, usesIn, withUses } from './index.ts';

/** The first file as it is with what the others make of its blocks. */
function inUse(files: Readonly<Record<string, string>>): Analysis {
  const library = new Library((file) => files[file] ?? { problem: 'There is no such file.' });
  const [[own, text] = ['', ''], ...others] = Object.entries(files);
  const uses = others.map(([file, its]) => usesIn(file, its, { library, isOfBlocks: (of) => of === own }));
  return withUses(analyze(own, text, { library }), uses);
}

const titles = ({ blocks }: Analysis) => blocks.map((block) => block.instantiations.map(({ title }) => title));
const outputs = ({ layers }: Analysis) =>
  layers.map(({ instances }) =>
    instances.map(({ output }) => output?.extents.map((extent) => extent ?? '?').join('×') ?? null),
  );

const model = (body: string, from = './b.nn', name = 'Inner, Outer') =>
  `import { ${name} } from "${from}"\nmodel M {\n  input(x, 8x8x3)\n  ${body}\n}\n`;
const BLOCKS = 'block Inner(n) { conv(n, 3x3, pad=1) }\nblock Outer(n) { Inner(n); relu }\n';

describe('blocks in use', () => {
  it('are what the models of other files make of them, also through each other', () => {
    const found = inUse({ '/b.nn': BLOCKS, '/a.nn': model('Outer(4); Inner(5)') });
    assert.deepEqual(titles(found), [['3→4 at 8×8', '4→5 at 8×8'], ['3→4 at 8×8']]);
    assert.deepEqual(outputs(found), [['8×8×4', '8×8×5'], ['8×8×4']]);
  });

  it('keep what is known of those that nothing runs', () => {
    const found = inUse({ '/b.nn': BLOCKS, '/a.nn': model('Inner(5)') });
    assert.deepEqual(titles(found), [['3→5 at 8×8'], []]);
    assert.deepEqual(outputs(found)[1], ['?×?×?']);
  });

  it('are those of their own models first', () => {
    const own = `${BLOCKS}model Own {\n  input(x, 4x4x1)\n  Inner(2)\n}\n`;
    const found = inUse({ '/b.nn': own, '/a.nn': model('Inner(5)') });
    assert.deepEqual(titles(found)[0], ['1→2 at 4×4', '3→5 at 8×8']);
    assert.deepEqual(outputs(found)[0], ['4×4×2', '8×8×5']);
  });

  it('are found through files that pass them on', () => {
    const found = inUse({
      '/b.nn': BLOCKS,
      '/c.nn': 'import { Inner } from "./b.nn"\nblock Twice(n) { Inner(n); Inner(n) }\n',
      '/a.nn': model('Twice(6)', './c.nn', 'Twice'),
    });
    assert.deepEqual(titles(found)[0], ['3→6 at 8×8', '6→6 at 8×8']);
  });

  it('have the layers of a branch that only a given value takes', () => {
    const found = inUse({
      '/b.nn': 'block Inner(n, deep = false) {\n  conv(n, 1x1)\n  if deep { relu }\n}\n',
      '/a.nn': model('Inner(4, deep = true)', './b.nn', 'Inner'),
    });
    assert.deepEqual(outputs(found), [['8×8×4'], ['8×8×4']]);
  });

  it('have values for their names, which vary where uses differ', () => {
    const files = { '/b.nn': 'block Inner(n) {\n  let m = n * 2\n  conv(m, 1x1)\n}\n' };
    const value = (body: string) => {
      const found = inUse({ ...files, '/a.nn': model(body, './b.nn', 'Inner') });
      return found.values.get(files['/b.nn'].indexOf('m ='));
    };
    assert.deepEqual(value('Inner(4)'), { text: '8', value: 8, varies: false });
    assert.deepEqual(value('Inner(4); Inner(5)'), { text: '8', value: 8, varies: true });
  });
});
