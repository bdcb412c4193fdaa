import assert from 'node:assert/strict';
import { deflateRawSync, gunzipSync, gzipSync, inflateRawSync } from 'node:zlib';
import type { Call } from '../../model/catalog/arguments.ts';
import { defaults } from '../../model/catalog/arguments.ts';
import { callablesOf, findCallable } from '../../model/catalog/index.ts';
import { writeIdx } from '../idx.ts';
import { bmp, gif, jpeg, npy, png, tar, zip } from './files.fixture.ts';
import { dataFacts, madeFacts } from './index.ts';
import { bytesIn, call, factsIn, runIn } from './memory.fixture.ts';

const unpack = (bytes: Uint8Array, as: 'gzip' | 'deflate'): Uint8Array =>
  as === 'gzip' ? gunzipSync(bytes) : inflateRawSync(bytes);

/** The source with the defaults of the catalog. */
const source = (name: string, args: Record<string, unknown>): Call =>
  call(name, { ...(defaults(findCallable('source', name)!.args) as Call['args']), ...(args as Call['args']) });

const messages = (facts: {
  readonly problems: readonly { readonly argument: string; readonly code: string; readonly message: string }[];
}) => facts.problems.map(({ argument, code, message }) => `${argument} ${code}: ${message}`);

const brief = ({ classes, count, shape }: ReturnType<typeof factsIn>) => ({ classes, count, shape });

describe('facts', () => {
  describe('of mnist', () => {
    const images = writeIdx({ shape: [4, 5, 6], data: new Uint8Array(120) });
    const labels = writeIdx({ shape: [4], data: Uint8Array.of(0, 2, 1, 2) });
    const files = { 'd/train-images-idx3-ubyte': images, 'd/train-labels-idx1-ubyte': labels };
    const mnist = source('mnist', { folder: 'd' });

    it('stand in the headers and the labels', () => {
      assert.deepEqual(brief(factsIn(mnist, files)), { classes: 3, count: 4, shape: [5, 6, 1] });
    });

    it('are the same of packed files', () => {
      const packed = {
        'd/train-images-idx3-ubyte.gz': gzipSync(images),
        'd/train-labels-idx1-ubyte.gz': gzipSync(labels),
      };
      assert.deepEqual(brief(factsIn(mnist, packed, unpack)), { classes: 3, count: 4, shape: [5, 6, 1] });
    });

    it('say what is missing, cut off or disagrees', () => {
      assert.match(
        messages(factsIn(mnist, {}))[0]!,
        /^folder data-missing: There is no train-images-idx3-ubyte \(nor .*\.gz\) in d/,
      );
      const cut = { ...files, 'd/train-images-idx3-ubyte': images.subarray(0, 50) };
      assert.match(messages(factsIn(mnist, cut))[0]!, /^folder data-unreadable: train-images-idx3-ubyte is cut off/);
      const few = { ...files, 'd/train-labels-idx1-ubyte': writeIdx({ shape: [3], data: new Uint8Array(3) }) };
      assert.deepEqual(messages(factsIn(mnist, few)), [
        'folder data-unreadable: d holds 4 images and 3 labels; each image has one.',
      ]);
    });

    it('do not read what a header says is there', () => {
      const hostile = {
        ...files,
        'd/train-images-idx3-ubyte': Uint8Array.of(0, 0, 8, 3, ...new Array<number>(12).fill(255)),
      };
      const { asked } = runIn(dataFacts(mnist, null), hostile);
      assert.ok(asked.every((request) => request.kind !== 'read' || request.length <= 1 << 20));
    });
  });

  it('of CIFAR are the sizes of its files', () => {
    const record = 3073;
    const files = { 'c/data_batch_1.bin': new Uint8Array(2 * record), 'c/data_batch_3.bin': new Uint8Array(record) };
    assert.deepEqual(brief(factsIn(source('cifar10', { folder: 'c' }), files)), {
      classes: 10,
      count: 3,
      shape: [32, 32, 3],
    });
    const odd = { 'c/data_batch_1.bin': new Uint8Array(record + 1) };
    assert.match(
      messages(factsIn(source('cifar10', { folder: 'c' }), odd))[0]!,
      /3074 bytes long, not a multiple of 3073/,
    );
    // Of pickles the number is not known from their size.
    assert.deepEqual(brief(factsIn(source('cifar10', { folder: 'c' }), { 'c/data_batch_2': 'pickled' })), {
      classes: 10,
      count: null,
      shape: [32, 32, 3],
    });
    const hundred = { 'c/train.bin': new Uint8Array(3074) };
    assert.equal(factsIn(source('cifar100', { folder: 'c' }), hundred).classes, 100);
    assert.equal(factsIn(source('cifar100', { folder: 'c', labels: 'coarse' }), hundred).classes, 20);
    assert.match(
      messages(factsIn(source('cifar100', { folder: 'c' }), {}))[0]!,
      /data-missing: There is no train\.bin in c/,
    );
  });

  describe('of arrays', () => {
    const x = npy('<f4', [3, 8, 8, 3], 3 * 8 * 8 * 3 * 4);
    const args = { file: 'x.npy', labels: 'y.npy' };

    it('stand in the headers, classes in the labels', () => {
      const y = npy('<i8', [3], 24, (view) => view.setBigInt64(8, 4n, true));
      const facts = factsIn(source('npy', args), { 'x.npy': x, 'y.npy': y });
      assert.deepEqual(brief(facts), { classes: 5, count: 3, shape: [8, 8, 3] });
      assert.deepEqual(facts.target, { kind: 'class', shape: [] });
    });

    it('know numbers from classes', () => {
      const facts = factsIn(source('npy', args), { 'x.npy': x, 'y.npy': npy('<f8', [3, 2], 48) });
      assert.deepEqual([facts.classes, facts.target], [null, { kind: 'numbers', shape: [2] }]);
    });

    it('are found in an .npz, stored or packed', () => {
      const y = npy('|u1', [3], 3, (view) => view.setUint8(1, 9));
      const packed = zip([
        ['x.npy', x, null],
        ['y.npy', y, deflateRawSync(y)],
      ]);
      const facts = factsIn(source('npy', { file: 'a.npz' }), { 'a.npz': packed }, unpack);
      assert.deepEqual(brief(facts), { classes: 10, count: 3, shape: [8, 8, 3] });
      const none = factsIn(source('npy', { file: 'a.npz', x: 'images' }), { 'a.npz': packed }, unpack);
      assert.deepEqual(messages(none), ['file data-unreadable: a.npz has no array images; it has x, y.']);
    });

    it('say what does not hold together', () => {
      const of = (files: Record<string, Uint8Array | string>) => messages(factsIn(source('npy', args), files))[0]!;
      assert.match(of({ 'x.npy': x, 'y.npy': npy('<i4', [2], 8) }), /x\.npy holds 3 samples and y\.npy 2 labels/);
      assert.match(of({ 'x.npy': x.subarray(0, 200), 'y.npy': x }), /x\.npy is cut off: its header says 3×8×8×3/);
      assert.match(of({ 'x.npy': 'hello', 'y.npy': x }), /x\.npy is no \.npy/);
      assert.match(of({ 'x.npy': npy('|O', [3], 3), 'y.npy': x }), /does not hold plain numbers/);
      assert.match(of({ 'y.npy': x }), /data-missing: There is no file x\.npy/);
    });
  });

  describe('of a table', () => {
    const csv = (args: Record<string, unknown>, text: string) =>
      factsIn(source('csv', { file: 'i.csv', label: 'species', ...args }), { 'i.csv': text });

    it('are its header and its rows', () => {
      const facts = csv(
        {},
        '\ufefflength,width,species\r\n5.1,3.5,"setosa"\r\n4.9,3.0,"virginica, large"\r\n\r\n5.0,3.1,setosa\r\n',
      );
      assert.deepEqual(brief(facts), { classes: 2, count: 3, shape: [2] });
      assert.deepEqual([facts.columns, facts.target], [['length', 'width', 'species'], { kind: 'class', shape: [] }]);
    });

    it('count one feature for each word of a column of words', () => {
      assert.deepEqual(csv({}, 'colour,size,species\nred,1,a\nblue,2,b\ngreen,3,a\n').shape, [4]);
    });

    it('take labels that are fractions for numbers', () => {
      const facts = csv({ label: 'price' }, 'rooms,price\n3,1.5\n4,2.25\n');
      assert.deepEqual([facts.classes, facts.target], [null, { kind: 'numbers', shape: [1] }]);
    });

    it('know a table without a header by numbers', () => {
      const facts = csv({ header: false, label: '3', separator: ';' }, '1;2;a\n3;4;b\n');
      assert.deepEqual(brief(facts), { classes: 2, count: 2, shape: [2] });
      assert.equal(facts.columns, null);
    });

    it('say which column is not there, and which row is uneven', () => {
      assert.deepEqual(messages(csv({ label: 'specis' }, 'a,species\n1,x\n')), [
        'label data-unreadable: i.csv has no column specis; it has a, species.',
      ]);
      assert.match(messages(csv({}, 'a,species\n1,x,2\n'))[0]!, /row 1 has 3 values; there are 2 columns/);
      assert.match(messages(csv({}, ''))[0]!, /i\.csv has no rows/);
    });

    it('of a large one are those of its beginning', () => {
      const facts = csv({}, `a,species\n${'1,x\n'.repeat(1_200_000)}`);
      assert.deepEqual([facts.count, facts.shape, facts.classes], [null, [1], null]);
    });
  });

  describe('of image folders', () => {
    const files = {
      'p/cat/1.png': png(20, 30, 2),
      'p/cat/2.JPG': jpeg(40, 50, 3),
      'p/dog/1.gif': gif(7, 8),
      'p/dog/2.bmp': bmp(9, 10),
      'p/dog/notes.txt': 'none',
      'p/readme.txt': 'none',
    };
    const folder = (args = {}) => source('image_folder', { folder: 'p', size: [64, 64], ...args });

    it('are their folders, files and arguments', () => {
      const facts = factsIn(folder(), files);
      assert.deepEqual(brief(facts), { classes: 2, count: 4, shape: [64, 64, 3] });
      assert.deepEqual(facts.problems, []);
      assert.deepEqual(factsIn(folder({ color: 'grey' }), files).shape, [64, 64, 1]);
    });

    it('are those of the training part where the split is on disk', () => {
      const split = call('folders', { train: 'train', val: 'val', test: '' });
      const parts = { 'p/train/a/1.png': png(1, 1, 0), 'p/val/a/1.png': png(1, 1, 0), 'p/val/b/1.png': png(1, 1, 0) };
      assert.deepEqual(brief(factsIn(folder(), parts, undefined, split)), { classes: 1, count: 1, shape: [64, 64, 3] });
      assert.deepEqual(factsIn(folder(), parts, undefined, split).problems, []);
      // Without the split they would be classes.
      assert.match(messages(factsIn(folder(), parts))[0] ?? '', /train and val look like parts .* split = folders\(\)/);
    });

    it('say which images cannot be read, and which classes have none', () => {
      const bad = { ...files, 'p/cat/3.png': 'not an image', 'p/empty/x.txt': '' };
      assert.deepEqual(messages(factsIn(folder(), bad)), [
        'folder data-unreadable: 1 of 3 classes have no images: empty.',
        'folder data-unreadable: 1 of 5 images cannot be read. p/cat/3.png: 3.png is no JPEG, PNG, GIF or BMP: it starts with 6e 6f 74 20.',
      ]);
      assert.deepEqual(messages(factsIn(folder(), {})), ['folder data-missing: There is no folder p.']);
      assert.match(messages(factsIn(folder(), { 'p/1.png': png(1, 1, 0) }))[0]!, /p holds no folders/);
    });

    it('look into a thousand images at most', () => {
      const many = Object.fromEntries(Array.from({ length: 2500 }, (_, i) => [`p/a/${i}.png`, png(8, 8, 2)]));
      const { value, asked } = runIn(dataFacts(folder(), null), many);
      assert.equal(value.count, 2500);
      assert.ok(asked.filter(({ kind }) => kind === 'read').length <= 1000);
    });
  });

  it('of tar files are their members', () => {
    const one = tar([
      ['0.jpg', jpeg(4, 4, 3)],
      ['0.cls', '3'],
      ['1.jpg', jpeg(4, 4, 3)],
      ['1.cls', '0'],
    ]);
    const row = source('tar', { file: 't-{000..001}.tar', size: [8, 8] });
    assert.deepEqual(brief(factsIn(row, { 't-000.tar': one, 't-001.tar': one })), {
      classes: 4,
      count: 4,
      shape: [8, 8, 3],
    });
    assert.deepEqual(messages(factsIn(row, { 't-000.tar': one })), ['file data-missing: There is no file t-001.tar.']);
    const png0 = source('tar', { file: 't-000.tar', size: [8, 8], image: 'png' });
    assert.deepEqual(messages(factsIn(png0, { 't-000.tar': one })), [
      'image data-unreadable: No file in it ends in .png; there are .jpg, .cls.',
    ]);
    assert.match(
      messages(factsIn(source('tar', { file: 'x', size: [8, 8] }), { x: new Uint8Array(600).fill(65) }))[0]!,
      /is no tar file/,
    );
    assert.match(
      messages(factsIn(source('tar', { file: '{0..99999999}', size: [8, 8] }), {}))[0]!,
      /stands for 100000000 files/,
    );
  });

  describe('of a text', () => {
    const text = (contents: string | Uint8Array, args = {}) =>
      factsIn(source('text', { file: 's.txt', ...args }), { 's.txt': contents });

    it('are its symbols', () => {
      const { vocab, classes, count } = text('abca\n');
      assert.deepEqual([vocab, classes, count], [4, 4, 5]);
      assert.deepEqual(
        [text('to be, or not to be', { unit: 'word' }).vocab, text('to be, or not to be', { unit: 'word' }).count],
        [5, 7],
      );
      assert.equal(text('abca\n', { vocabulary: 2 }).vocab, 2);
    });

    it('are the same whatever pieces it is read in', () => {
      const long = 'aé€😀 word '.repeat(200_000);
      assert.deepEqual([text(long).vocab, text(long).count], [new Set(long).size, [...long].length]);
      assert.deepEqual([text(long, { unit: 'word' }).vocab, text(long, { unit: 'word' }).count], [4, 800_000]);
    });

    it('say that it is no text', () => {
      assert.deepEqual(messages(text(Uint8Array.of(0xff, 0xfe, 0x41))), [
        'file data-unreadable: s.txt is not in UTF-8.',
      ]);
    });
  });

  describe('of COCO', () => {
    const coco = source('coco', { folder: 'v', annotations: 'i.json' });
    const instances = (bbox: readonly number[]) =>
      JSON.stringify({
        images: [{ id: 1, file_name: '1.jpg', width: 640, height: 480 }],
        categories: [{ id: 1 }, { id: 18 }],
        annotations: [{ id: 5, image_id: 1, bbox }],
      });
    const files = (bbox: readonly number[]) => ({ 'i.json': instances(bbox), 'v/1.jpg': jpeg(480, 640, 3) });

    it('are categories and images', () => {
      const facts = factsIn(coco, files([10, 10, 20, 20]));
      assert.deepEqual([facts.classes, facts.count, facts.problems], [2, 1, []]);
    });

    it('say which box lies outside, with the arithmetic', () => {
      assert.deepEqual(messages(factsIn(coco, files([400, 10, 300, 20]))), [
        'annotations box-outside-image: 1 of 1 boxes does not lie within the image. annotation 5 of 1.jpg: it ends at 400 + 300 = 700, the image at 640.',
      ]);
      assert.match(messages(factsIn(coco, files([-3, 10, 30, 20])))[0]!, /it starts 3 pixels left of the image/);
      assert.match(messages(factsIn(coco, files([3, 10, 0, 20])))[0]!, /it has a size of 0×20/);
    });

    it('say what is missing, and what is no COCO', () => {
      assert.deepEqual(messages(factsIn(coco, { 'i.json': instances([1, 1, 2, 2]), 'v/2.jpg': '' })), [
        'folder data-missing: 1 of the first 1 images are not in v: 1.jpg.',
      ]);
      assert.match(messages(factsIn(coco, { 'i.json': '[1, 2', 'v/x': '' }))[0]!, /i\.json is not in JSON/);
      assert.match(messages(factsIn(coco, { 'i.json': '[]', 'v/x': '' }))[0]!, /holds no instances of COCO/);
      assert.deepEqual(messages(factsIn(coco, { 'v/x': '' })), ['annotations data-missing: There is no i.json.']);
    });
  });

  describe('of VOC', () => {
    const voc = (args = {}) => source('voc', { folder: 'V', ...args });
    const annotation = (xmax: number) =>
      `<annotation><size><width>500</width><height>375</height></size><object><name>dog</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>${xmax}</xmax><ymax>375</ymax></bndbox><part><name>head</name><bndbox><xmin>900</xmin></bndbox></part></object></annotation>`;
    const files = (xmax: number) => ({
      'V/ImageSets/Main/trainval.txt': '1 1\n2 -1\n',
      'V/Annotations/1.xml': annotation(xmax),
      'V/Annotations/2.xml': annotation(20),
    });

    it('are the objects of its annotations', () => {
      const facts = factsIn(voc(), files(500));
      assert.deepEqual([facts.classes, facts.count, facts.problems], [1, 2, []]);
    });

    it('say which box lies outside, and what is missing', () => {
      assert.deepEqual(messages(factsIn(voc(), files(501.6))), [
        'folder box-outside-image: 1 of 2 boxes does not lie within the image. dog in 1: it ends at 0 + 501.6 = 501.6, the image at 500.',
      ]);
      assert.match(
        messages(factsIn(voc({ set: 'val' }), files(3)))[0]!,
        /There is no V\/ImageSets\/Main\/val\.txt, the list of images/,
      );
      const masks = { 'V/ImageSets/Segmentation/trainval.txt': '1\n2\n', 'V/SegmentationClass/1.png': png(1, 1, 3) };
      assert.deepEqual(messages(factsIn(voc({ task: 'segmentation' }), masks)), [
        'folder data-missing: 1 of 2 masks are missing: there is no V/SegmentationClass/2.png.',
      ]);
    });
  });

  it('of what is made from a seed need no files', () => {
    assert.deepEqual(brief(madeFacts(source('digits', { count: 50 }))!), {
      classes: 10,
      count: 50,
      shape: [28, 28, 1],
    });
    assert.deepEqual(brief(madeFacts(source('shapes', { classes: 3 }))!), {
      classes: 3,
      count: 5000,
      shape: [32, 32, 3],
    });
    assert.deepEqual(brief(madeFacts(source('spirals', {}))!), { classes: 3, count: 300, shape: [2] });
    assert.equal(madeFacts(source('mnist', { folder: 'd' })), null);
  });

  it('never throw, whatever stands in the files', () => {
    let state = 1;
    const random = (below: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state % below;
    };
    const paths = [
      'd/train-images-idx3-ubyte',
      'd/train-labels-idx1-ubyte.gz',
      'd/data_batch_1.bin',
      'd/train.bin',
      'd/a/1.jpg',
      'd/ImageSets/Main/trainval.txt',
      'd/Annotations/a.xml',
      'f',
      'y',
    ];
    const starts = [
      jpeg(3, 3, 3),
      png(3, 3, 2),
      npy('<f4', [2], 8),
      tar([['a.jpg', 'x']]),
      bytesIn('a,b\n1,2\n'),
      bytesIn('{"images":[],"categories":[],"annotations":[]}'),
      zip([['x.npy', npy('<f4', [1], 4), null]]),
    ];
    const args = { folder: 'd', file: 'f', labels: 'y', annotations: 'f', label: 'a', size: [8, 8] };
    for (let i = 0; i < 3000; i++) {
      const noise = () => {
        const start = starts[random(starts.length)]!;
        const bytes = Uint8Array.from(start.subarray(0, random(start.length + 1)));
        for (let n = random(4); n > 0 && bytes.length > 0; n--) bytes[random(bytes.length)] = random(256);
        return bytes;
      };
      const files = Object.fromEntries(paths.filter(() => random(4) > 0).map((path) => [path, noise()]));
      for (const { name } of callablesOf('source')) factsIn(source(name, args), files, (bytes) => bytes);
    }
  });
});
