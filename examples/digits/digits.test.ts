import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, inflateSync } from 'node:zlib';
import { readIdx } from '../../formats/idx.ts';
import { contactSheet } from './contact-sheet.ts';
import { makeDigits, writeDigits } from './generate.ts';

describe('the digits', () => {
  it('are the same bytes for the same seed, and others for another', () => {
    const [first, again, other] = [makeDigits(50, 1), makeDigits(50, 1), makeDigits(50, 2)];
    assert.deepEqual(first, again);
    assert.notDeepEqual(first.images, other.images);
  });

  it('have every class, about as often', () => {
    const { labels } = makeDigits(1000, 3);
    for (let digit = 0; digit < 10; digit++) {
      const count = labels.filter((label) => label === digit).length;
      assert.ok(count > 60 && count < 140, `${digit} stands there ${count} times`);
    }
  });

  it('are read back from the files of MNIST', () => {
    const folder = mkdtempSync(join(tmpdir(), 'netwright-digits-'));
    try {
      const digits = makeDigits(20, 4);
      writeDigits(folder, digits);
      const read = (name: string) => {
        const bytes = new Uint8Array(gunzipSync(readFileSync(join(folder, name))));
        return readIdx({ name, size: bytes.length, read: (at, length) => bytes.subarray(at, at + length) });
      };
      const images = read('train-images-idx3-ubyte.gz');
      assert.deepEqual(images.shape, [20, 28, 28]);
      assert.deepEqual([...images.data], [...digits.images]);
      assert.deepEqual([...read('train-labels-idx1-ubyte.gz').data], [...digits.labels]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('can be looked at: the contact sheet is a grey PNG of ten rows', () => {
    const png = contactSheet(makeDigits(30, 5));
    assert.equal(png.toString('latin1', 1, 4), 'PNG');
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    assert.deepEqual([width, height], [720, 300]);
    const length = png.readUInt32BE(33);
    assert.equal(png.toString('latin1', 37, 41), 'IDAT');
    assert.equal(inflateSync(png.subarray(41, 41 + length)).length, height * (width + 1));
  });
});
