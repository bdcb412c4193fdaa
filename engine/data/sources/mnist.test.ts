import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeIdx } from '../../../formats/idx.ts';
import { columnOf, dataError, Folder } from './source.fixture.ts';

const images = writeIdx({ shape: [3, 2, 2], data: Uint8Array.from({ length: 12 }, (_, i) => 20 * i) });
const labels = (...values: number[]) => writeIdx({ shape: [values.length], data: Uint8Array.from(values) });

describe('the source mnist', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => folder.remove());

  const write = (pixels: Uint8Array, classes: Uint8Array) => {
    folder.write('m/train-images-idx3-ubyte.gz', gzipSync(pixels));
    folder.write('m/train-labels-idx1-ubyte', classes);
  };
  const open = () => folder.open('mnist', { folder: 'm' });

  it('gives images and classes, plain or packed', async () => {
    write(images, labels(2, 0, 2));
    const source = await open();
    assert.equal(source.count, 3);
    const [image, target] = source.columns;
    assert.deepEqual(
      [image?.shape, target?.classes],
      [
        [2, 2, 1],
        ['0', '1', '2'],
      ],
    );
    assert.deepEqual((await columnOf(source, 'image'))[1], [80, 100, 120, 140]);
    assert.deepEqual(await columnOf(source, 'class'), [[2], [0], [2]]);
    await source.close();
  });

  it('says what is wrong with the files', async () => {
    await assert.rejects(open, dataError(/There is no train-images-idx3-ubyte \(nor .*\.gz\) in/));
    write(images, labels(2, 2));
    await assert.rejects(open, dataError(/holds 3 images and 2 labels/));
    write(images, labels(2, 2, 2));
    await assert.rejects(open, dataError(/one class only: all 3 labels are 2/));
    write(images.subarray(0, 20), labels(0, 1, 2));
    await assert.rejects(open, dataError(/is cut off: its header says 3×2×2, 28 bytes in all, and it has 20/));
    write(writeIdx({ shape: [0, 2, 2], data: new Uint8Array() }), labels());
    await assert.rejects(open, dataError(/holds no samples; there is nothing to train on/));
    const huge = images.slice();
    new DataView(huge.buffer).setUint32(8, 100_000);
    new DataView(huge.buffer).setUint32(12, 100_000);
    write(huge, labels(0, 1, 2));
    await assert.rejects(open, dataError(/says it holds 3×100000×100000 bytes, more than/));
    folder.write('m/train-images-idx3-ubyte.gz', 'no gzip');
    await assert.rejects(open, dataError(/is damaged or not compressed with gzip/));
  });

  it('says that a file is none', async () => {
    write(images, labels(0, 1, 2));
    rmSync(join(folder.path, 'm/train-labels-idx1-ubyte'));
    folder.write('m/train-labels-idx1-ubyte/inside', '');
    await assert.rejects(open, dataError(/train-labels-idx1-ubyte is a folder/));
  });
});
