import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { npy } from '../../../formats/facts/files.fixture.ts';
import { columnOf, dataError, Folder } from './source.fixture.ts';

const fixtures = join(import.meta.dirname, '..', '..', '..', 'formats', 'fixtures', 'npy');
const folder = new Folder();
const open = (file: string, args = {}) =>
  folder.open('npy', { file: resolve(fixtures, file), labels: join(fixtures, 'labels.npy'), ...args });

/** As scripts/fixtures/arrays.py makes them. */
const expected = [0, 1, 2].map((n) => Array.from({ length: 6 }, (_, i) => 10 * n + i));

describe('the source npy', () => {
  after(() => folder.remove());

  for (const type of ['i1', 'lei2', 'bei4', 'lei8', 'u1', 'beu2', 'leu4', 'beu8', 'lef2', 'bef4', 'lef4', 'lef8'])
    it(`reads ${type}`, async () => {
      const source = await open(`${type}.npy`);
      assert.deepEqual([source.columns[0]?.kind, source.columns[0]?.shape], ['features', [6]]);
      assert.deepEqual(await columnOf(source, 'x'), expected);
      assert.deepEqual(await columnOf(source, 'y'), [[2], [0], [1]]);
      await source.close();
    });

  it('reads truth values as 0 and 1', async () => {
    const bits = expected.map((sample) => sample.map((value) => (value === 0 ? 0 : 1)));
    assert.deepEqual(await columnOf(await open('b1.npy'), 'x'), bits);
  });

  it('reads all versions of the format, and Fortran order', async () => {
    for (const file of ['version2.npy', 'version3.npy'])
      assert.deepEqual(await columnOf(await open(file), 'x'), expected);
    const source = await open('fortran.npy');
    assert.deepEqual([source.columns[0]?.kind, source.columns[0]?.shape], ['image', [2, 3, 1]]);
    assert.deepEqual(await columnOf(source, 'x'), expected);
  });

  it('reads both arrays of a .npz, packed or not; images of bytes stay bytes', async () => {
    for (const file of ['plain.npz', 'packed.npz']) {
      const source = await open(file, { labels: '' });
      assert.deepEqual(source.columns[0]?.shape, [2, 3, 1]);
      assert.ok((await source.read(0)).x instanceof Uint8Array);
      assert.deepEqual(await columnOf(source, 'x'), expected);
      assert.deepEqual((await columnOf(source, 'y')).flat(), [0, 1, 1]);
    }
  });

  it('has numbers for targets where they are no whole ones, classes for pixels where there are many', async () => {
    const floats = await open('lef4.npy', { labels: join(fixtures, 'lef8.npy') });
    assert.deepEqual([floats.columns[1]?.kind, floats.columns[1]?.shape], ['numbers', [6]]);
    const masks = npy('|u1', [3, 1, 2], 6, (view) => view.setUint8(5, 4));
    const source = await open('lef4.npy', { labels: folder.write('masks.npy', masks) });
    assert.deepEqual([source.columns[1]?.kind, source.columns[1]?.shape], ['pixels', [1, 2]]);
    assert.equal(source.columns[1]?.classes?.length, 5);
    assert.deepEqual((await source.read(2)).y, Int32Array.of(0, 4));
  });

  it('names the sample that holds what is no number', async () => {
    const bytes = npy('<f4', [3, 2, 2, 1], 48, (view) => view.setFloat32(4 * 6, Number.NaN, true));
    const source = await open(folder.write('nan.npy', bytes));
    await source.read(0);
    await assert.rejects(source.read(1), dataError(/nan\.npy: sample 1 holds NaN at \[1, 1, 0, 0\].*nan_to_num/));
  });

  it('says what is wrong with the files', async () => {
    const labels = (...values: number[]) =>
      folder.write(
        'l.npy',
        npy('<i8', [values.length], 8 * values.length, (view) => {
          for (const [i, value] of values.entries()) view.setBigInt64(8 * i, BigInt(value), true);
        }),
      );
    await assert.rejects(open('lef4.npy', { labels: '' }), dataError(/has no labels: write labels=/));
    await assert.rejects(open('lef4.npy', { labels: labels(0, 1) }), dataError(/holds 3 samples and l\.npy 2 labels/));
    await assert.rejects(
      open('lef4.npy', { labels: labels(1, 1, 1) }),
      dataError(/one class only: all 3 labels are 1/),
    );
    await assert.rejects(open('lef4.npy', { labels: labels(0, -1, 1) }), dataError(/label of sample 1 is -1; classes/));
    await assert.rejects(open('labels.npy'), dataError(/has 1 dimensions; the first counts samples/));
    await assert.rejects(open('complex.npy'), dataError(/type <c8, which are not read; convert them/));
    await assert.rejects(open('objects.npy'), dataError(/does not hold plain numbers/));
    await assert.rejects(open('plain.npz', { labels: '', x: 'z' }), dataError(/has no array z; it has x, y/));
    await assert.rejects(open(folder.write('a.npy', 'no array')), dataError(/a\.npy is no \.npy/));
    const huge = npy('<f4', [10_000_000, 256], 4);
    await assert.rejects(open(folder.write('huge.npy', huge)), dataError(/is cut off: its header says 10000000×256/));
    const empty = npy('<f4', [0, 6], 0);
    await assert.rejects(
      open(folder.write('e.npy', empty), { labels: labels() }),
      dataError(/e\.npy holds no samples; there is nothing/),
    );
    const whole = readFileSync(join(fixtures, 'packed.npz'));
    await assert.rejects(
      open(folder.write('cut.npz', whole.subarray(0, 200)), { labels: '' }),
      dataError(/no zip file/),
    );
  });

  it('does not unpack more than a .npz says', async () => {
    const bytes = readFileSync(join(fixtures, 'packed.npz'));
    // The size of x, unpacked, in the directory: 24 bytes behind its signature.
    const directory = bytes.indexOf('PK\x01\x02', 0, 'latin1');
    bytes.writeUInt32LE(64, directory + 24);
    await assert.rejects(
      open(folder.write('bomb.npz', bytes), { labels: '' }),
      dataError(/x of bomb\.npz unpacks to more than the 64 bytes it says/),
    );
  });
});
