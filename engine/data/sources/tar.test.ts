import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { tar } from '../../../formats/facts/files.fixture.ts';
import { columnOf, dataError, Folder } from './source.fixture.ts';

const image = (name: string) =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '..', '..', '..', 'formats', 'fixtures', 'images', name)));
const jpeg = image('420.jpg');

describe('the source tar', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => folder.remove());
  const open = (args = {}) => folder.open('tar', { file: 'd.tar', size: [8, 8], ...args });

  it('makes samples of the files of one name, over a row of archives, packed or not', async () => {
    folder.write(
      'd-08.tar',
      tar([
        ['a/1.jpg', jpeg],
        ['a/1.cls', '0\n'],
        ['a/1.json', '{}'],
        ['b.CLS', ' 4 '],
        ['b.JPG', jpeg],
      ]),
    );
    folder.write(
      'd-09.tar',
      tar([
        ['1.cls', '2'],
        ['1.jpg', image('turned6.jpg')],
      ]),
    );
    const source = await open({ file: 'd-{08..09}.tar' });
    assert.deepEqual(await columnOf(source, 'class'), [[0], [4], [2]]);
    assert.deepEqual([source.columns[1]?.classes?.length, (await source.read(2)).image?.length], [5, 192]);
    await source.close();
    folder.write(
      'd.tgz',
      gzipSync(
        tar([
          ['x.png', image('rgb.png')],
          ['x.label', '1'],
          ['y.png', jpeg],
          ['y.label', '0'],
        ]),
      ),
    );
    const packed = await open({ file: 'd.tgz', image: 'png', label: 'label' });
    assert.deepEqual(await columnOf(packed, 'class'), [[1], [0]]);
  });

  it('knows the long names of GNU and of POSIX', async () => {
    const name = `${'deep/'.repeat(30)}1`;
    const long = tar([
      ['././@LongLink', `${name}.jpg\0`],
      ['short', jpeg],
    ]);
    const records = `path=${name}.cls\n`;
    const extended = tar([
      ['PaxHeaders/1', `${records.length + 4} ${records}`],
      ['short', '3'],
    ]);
    for (const [bytes, type] of [
      [long, 'L'],
      [extended, 'x'],
    ] as const) {
      bytes[156] = type.charCodeAt(0);
      // The sum of the header counts the type.
      const digits = bytes
        .slice(0, 512)
        .reduce((sum, byte, i) => sum + (i >= 148 && i < 156 ? 32 : byte), 0)
        .toString(8);
      bytes.set(new TextEncoder().encode(`${digits.padStart(6, '0')}\0 `), 148);
    }
    const rest = tar([
      ['2.jpg', jpeg],
      ['2.cls', '1'],
    ]);
    folder.write('d.tar', Buffer.concat([long.subarray(0, -1024), extended.subarray(0, -1024), rest]));
    const source = await open();
    assert.deepEqual([await columnOf(source, 'class'), source.corrupt], [[[3], [1]], []]);
  });

  it('names the samples that are not whole', async () => {
    const whole = tar([
      ['1.jpg', jpeg],
      ['1.cls', '0'],
      ['2.jpg', jpeg],
      ['2.cls', '1'],
      ['3.jpg', jpeg],
      ['4.cls', '1'],
      ['5.jpg', jpeg],
      ['5.cls', 'cat'],
      ['../6.jpg', jpeg],
      ['../6.cls', '1'],
      ['7.jpg', jpeg.subarray(0, 400)],
      ['7.cls', '0'],
      ['8.cls', '1'],
      ['8.jpg', jpeg],
    ]);
    folder.write('d.tar', whole.subarray(0, whole.length - 1024 - 512));
    const source = await open();
    assert.deepEqual(
      source.corrupt.map(({ item, reason }) => `${item}: ${reason}`),
      [
        'd.tar, 3: it has no .cls',
        'd.tar, 4: it has no .jpg',
        'd.tar, 5: 5.cls holds "cat"; a label is a whole number.',
        'd.tar, ../6: its name ../6.jpg leads out of the archive',
        'd.tar, 8: the archive is cut off: 8.jpg ends behind it',
      ],
    );
    assert.equal(source.count, 3);
    await assert.rejects(source.read(2), { name: 'CorruptError', message: /^d\.tar, 7: it is cut off/ });
    await assert.rejects(
      open({ corrupt: 'fail' }),
      dataError(/d\.tar, 3: it has no \.cls\. Mend or remove it, or write/),
    );
  });

  it('says what is wrong with the archive', async () => {
    await assert.rejects(open, dataError(/d\.tar cannot be read: there is no such file/));
    folder.write('d.tar', 'no archive'.repeat(100));
    await assert.rejects(open, dataError(/d\.tar is no tar file, or it is damaged/));
    folder.write(
      'd.tar',
      tar([
        ['1.png', jpeg],
        ['1.txt', '0'],
      ]),
    );
    await assert.rejects(
      open,
      dataError(/holds no samples: no file in it ends in \.jpg or \.cls; there are \.png, \.txt/),
    );
    folder.write('d.tar', tar([['1.jpg', jpeg]]));
    await assert.rejects(open, dataError(/None of the 1 samples .* it has no \.cls/));
    folder.write(
      'd.tar',
      tar([
        ['1.jpg', jpeg],
        ['1.cls', '1'],
      ]),
    );
    await assert.rejects(open, dataError(/one class only: all 1 labels are 1/));
    await assert.rejects(open({ file: 'd-{0..99999}.tar' }), dataError(/stands for 100000 files; at most 10000/));
  });
});
