import assert from 'node:assert/strict';
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { columnOf, dataError, Folder } from './source.fixture.ts';

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, '..', '..', '..', 'formats', 'fixtures', name));

/** A record whose pixels are all the label. */
const record = (...labels: number[]) => Buffer.concat([Uint8Array.from(labels), Buffer.alloc(3072, labels[0])]);

describe('the source cifar10', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => folder.remove());
  const open = () => folder.open('cifar10', { folder: 'c' });

  it('reads all binary batches that are there, large ones a part at a time', async () => {
    folder.write('c/data_batch_1.bin', Buffer.concat(Array.from({ length: 3000 }, (_, i) => record(i % 10))));
    folder.write('c/data_batch_3.bin', Buffer.concat([record(4), record(5)]));
    const source = await open();
    assert.equal(source.count, 3002);
    assert.deepEqual(source.columns[0]?.shape, [32, 32, 3]);
    assert.equal(source.columns[1]?.classes?.[9], 'truck');
    for (const [index, value] of [
      [2998, 8],
      [3001, 5],
    ] as const) {
      const { image, class: target } = await source.read(index);
      assert.deepEqual([image?.length, image?.[77], target?.[0]], [3072, value, value]);
    }
    await source.close();
  });

  it('reads the Python version', async () => {
    folder.write('c/data_batch_2', fixture('cifar10-protocol4.pickle'));
    const source = await open();
    assert.deepEqual(await columnOf(source, 'class'), [[3], [7]]);
    assert.equal((await source.read(1)).image?.[3], 8);
  });

  it('says what is wrong with the files', async () => {
    await assert.rejects(open, dataError(/There is no data_batch_1\.bin in .*, nor data_batch_1; .*Python version/));
    folder.write('c/data_batch_1.bin', record(3).subarray(1));
    await assert.rejects(open, dataError(/3072 bytes long, not a multiple of 3073/));
    folder.write('c/data_batch_1.bin', Buffer.concat([record(3), record(11)]));
    await assert.rejects(open, dataError(/image 1 has label 11; CIFAR-10 has 0 to 9/));
    folder.write('c/data_batch_1.bin', Buffer.concat([record(3), record(3)]));
    await assert.rejects(open, dataError(/one class only: all 2 labels are 3/));
  });

  it('leaves no file open, whether it is closed or refused (only Linux lists open files)', async function () {
    if (process.platform !== 'linux') return this.skip();
    const path = folder.write(
      'c/data_batch_1.bin',
      Buffer.concat(Array.from({ length: 3000 }, (_, i) => record(i % 10))),
    );
    const handles = () =>
      readdirSync('/proc/self/fd').filter((fd) => {
        try {
          return readlinkSync(`/proc/self/fd/${fd}`) === realpathSync(path);
        } catch {
          return false;
        }
      }).length;
    const source = await open();
    assert.equal(handles(), 1);
    await source.close();
    assert.equal(handles(), 0);
    folder.write('c/data_batch_2.bin', record(11));
    await assert.rejects(open, dataError(/has label 11/));
    assert.equal(handles(), 0);
  });

  it('runs nothing that a pickle asks for', async () => {
    folder.write('c/data_batch_1', fixture('hostile.pickle'));
    await assert.rejects(open, dataError(/asks for posix\.system/));
  });
});

describe('the source cifar100', () => {
  const folder = new Folder();
  after(() => folder.remove());

  it('has fine or coarse labels, of either version', async () => {
    folder.write('binary/train.bin', Buffer.concat([record(19, 98).subarray(0, 3074), record(0, 2)]));
    folder.write('python/train', fixture('cifar100.pickle'));
    for (const name of ['binary', 'python']) {
      const fine = await folder.open('cifar100', { folder: name });
      const coarse = await folder.open('cifar100', { folder: name, labels: 'coarse' });
      assert.deepEqual(await columnOf(fine, 'class'), [[98], [2]]);
      assert.deepEqual(await columnOf(coarse, 'class'), [[19], [0]]);
      const [names, groups] = [fine, coarse].map(({ columns }) => columns[1]?.classes);
      assert.deepEqual([names?.length, names?.[98], groups?.length, groups?.[19]], [100, 'woman', 20, 'vehicles_2']);
    }
  });

  it('says what is wrong with the files', async () => {
    const open = () => folder.open('cifar100', { folder: 'c' });
    await assert.rejects(open, dataError(/There is no train\.bin in .*, nor train; cifar100/));
    folder.write('c/train.bin', record(19, 100));
    await assert.rejects(open, dataError(/image 0 has label 100; CIFAR-100 has 0 to 99/));
    folder.write('c/train.bin', record(19, 1).subarray(9));
    await assert.rejects(open, dataError(/not a multiple of 3074/));
  });
});
