import assert from 'node:assert/strict';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { png } from '../../../formats/facts/files.fixture.ts';
import { dataError, Folder } from './source.fixture.ts';

const image = (name: string) =>
  readFileSync(join(import.meta.dirname, '..', '..', '..', 'formats', 'fixtures', 'images', name));

describe('the source image_folder', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => folder.remove());
  const open = (args = {}) => folder.open('image_folder', { folder: 'pets', size: [8, 10], ...args });

  const write = () => {
    folder.write('pets/dog/1.jpg', image('420.jpg'));
    folder.write('pets/cat/1.PNG', image('palette-alpha.png'));
    folder.write('pets/cat/2.gif', image('animated.gif'));
    folder.write('pets/cat/notes.txt', 'no image');
    folder.write('pets/.cache/3.jpg', 'not looked at');
  };

  it('has a class for each folder and images of the size and colour asked for', async () => {
    write();
    const source = await open();
    assert.equal(source.count, 3);
    assert.deepEqual(
      [source.columns[0]?.shape, source.columns[1]?.classes],
      [
        [8, 10, 3],
        ['cat', 'dog'],
      ],
    );
    const classes = await Promise.all([0, 1, 2].map(async (i) => (await source.read(i)).class?.[0]));
    assert.deepEqual(classes, [0, 0, 1]);
    assert.equal((await source.read(2)).image?.length, 240);
    assert.deepEqual(await source.read(2), await source.read(2));
    const grey = await open({ color: 'grey' });
    assert.deepEqual([grey.columns[0]?.shape, (await grey.read(0)).image?.length], [[8, 10, 1], 80]);
    await source.close();
  });

  it('names an image that cannot be read, and goes on or stops as told', async () => {
    write();
    folder.write('pets/cat/cut.jpg', image('420.jpg').subarray(0, 500));
    folder.write('pets/cat/huge.png', png(60_000, 60_000, 2));
    symlinkSync('circle.png', join(folder.path, 'pets/cat/circle.png'));
    symlinkSync('nothing', join(folder.path, 'pets/cat/lost.png'));
    // A link that leads back to all of it is a folder, and not gone into.
    symlinkSync('..', join(folder.path, 'pets/cat/up'));
    const source = await open();
    const faults: string[] = [];
    for (let i = 0; i < source.count; i++)
      await source.read(i).catch((error: Error) => {
        assert.equal(error.name, 'CorruptError');
        faults.push(error.message);
      });
    assert.deepEqual(faults, [
      'cat/circle.png: it cannot be read: its links lead in a circle.',
      'cat/cut.jpg: it is cut off: the end of the JPEG is missing.',
      'cat/huge.png: it says it has 60000×60000 pixels; images of at most 67108864 are decoded. Scale it down.',
      'cat/lost.png: it cannot be read: there is no such file.',
    ]);
    const strict = await open({ corrupt: 'fail' });
    await assert.rejects(
      strict.read(3),
      dataError(/cat\/cut\.jpg: it is cut off.*missing\. Mend or remove it, or write/),
    );
  });

  it('says what is wrong with the folder', async () => {
    await assert.rejects(open, dataError(/pets cannot be read: there is no such file/));
    folder.write('pets/1.jpg', image('420.jpg'));
    await assert.rejects(open, dataError(/holds no folders; each class has one/));
    folder.write('pets/cat/1.jpg', image('420.jpg'));
    await assert.rejects(open, dataError(/one class only: all 1 labels are cat/));
    folder.write('pets/dog/notes.txt', '');
    await assert.rejects(open, dataError(/1 of 2 classes in .* have no images: dog\. Put JPEG/));
    await assert.rejects(open({ folder: 'pets/1.jpg' }), dataError(/1\.jpg cannot be read/));
  });
});
