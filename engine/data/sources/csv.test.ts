import assert from 'node:assert/strict';
import { columnOf, dataError, Folder } from './source.fixture.ts';

describe('the source csv', () => {
  const folder = new Folder();
  after(() => folder.remove());
  const open = (text: string | Uint8Array, args = {}) => {
    folder.write('t.csv', text);
    return folder.open('csv', { file: 't.csv', label: 'kind', ...args });
  };

  it('has numbers as they are, a feature for each word, classes in their order', async () => {
    const source = await open('size,colour,kind\n1.5,red,b\n-2,blue,a\n3e2,red,b\n');
    const [features, kind] = source.columns;
    assert.deepEqual([features?.shape, kind?.name, kind?.kind, kind?.classes], [[3], 'kind', 'class', ['a', 'b']]);
    // size, blue, red
    assert.deepEqual(await columnOf(source, 'features'), [
      [1.5, 0, 1],
      [-2, 1, 0],
      [300, 0, 1],
    ]);
    assert.deepEqual(await columnOf(source, 'kind'), [[1], [0], [1]]);
  });

  it('takes the columns it is told, by name or by number', async () => {
    const chosen = await open('a,b,c,kind\n1,2,3,x\n4,5,6,y\n', { features: ['c', 'a'] });
    assert.deepEqual(await columnOf(chosen, 'features'), [
      [3, 1],
      [6, 4],
    ]);
    const bare = await open('1;2;x\n4;5;y\n', { header: false, separator: ';', label: '3', ignore: ['1'] });
    assert.deepEqual(await columnOf(bare, 'features'), [[2], [5]]);
  });

  it('has whole numbers for classes where they are few, else numbers', async () => {
    const whole = await open('a,kind\n1,7\n2,3\n3,7\n');
    assert.deepEqual(whole.columns[1]?.classes, ['3', '7']);
    assert.deepEqual(await columnOf(whole, 'kind'), [[1], [0], [1]]);
    const broken = await open('a,kind\n1,7\n2,3.5\n');
    assert.deepEqual([broken.columns[1]?.kind, broken.columns[1]?.shape], ['numbers', [1]]);
    assert.deepEqual(await columnOf(broken, 'kind'), [[7], [3.5]]);
    const many = Array.from({ length: 1001 }, (_, i) => `1,${i}\n`).join('');
    assert.equal((await open(`a,kind\n${many}`)).columns[1]?.kind, 'numbers');
  });

  it('leaves out rows that cannot be read, names and counts them', async () => {
    const source = await open('a,kind\n1,x\nnan,x\n,y\n3\n4,\n1e60,x\ninf,y\n5,y\n');
    assert.equal(source.count, 2);
    assert.deepEqual(await columnOf(source, 'features'), [[1], [5]]);
    assert.deepEqual(
      source.corrupt.map(({ item, reason }) => `${item}: ${reason}`),
      [
        't.csv, line 3: a is nan, no number',
        't.csv, line 4: a is empty',
        't.csv, line 5: it has 1 values; there are 2 columns',
        't.csv, line 6: kind is empty',
        't.csv, line 7: a is 1e60, more than a number of 32 bits holds',
        't.csv, line 8: a is inf, no number',
      ],
    );
    await assert.rejects(
      open('a,kind\n1,x\nnan,x\n', { corrupt: 'fail' }),
      dataError(/t\.csv, line 3: a is nan, no number\. Correct it, or write corrupt=skip/),
    );
  });

  it('says what is wrong with the table', async () => {
    await assert.rejects(open(''), dataError(/t\.csv has no rows/));
    await assert.rejects(open('a,kind\n'), dataError(/has no rows below its header/));
    await assert.rejects(open('a,kind\nnan,x\n1,\n'), dataError(/None of the 2 rows .* line 2: a is nan/));
    await assert.rejects(open('a,b\n1,2\n'), dataError(/has no column kind; it has a, b/));
    await assert.rejects(open('a,a,kind\n1,2,x\n'), dataError(/two columns of the name a/));
    await assert.rejects(open('a,kind\n1,x\n2,x\n'), dataError(/one class only: all 2 labels are x/));
    await assert.rejects(open('a,kind\n1,"x\n2,y\n'), dataError(/line 2: a quotation mark is never closed/));
    await assert.rejects(open(Uint8Array.of(0x61, 0xff, 0x0a)), dataError(/not in UTF-8/));
    await assert.rejects(open('kind\nx\ny\n'), dataError(/no column for a feature/));
    await assert.rejects(folder.open('csv', { file: 'no.csv', label: 'a' }), dataError(/there is no such file/));
  });
});
