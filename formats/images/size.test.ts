import assert from 'node:assert/strict';
import { bmp, gif, jpeg, png } from '../facts/files.fixture.ts';
import { runIn } from '../facts/memory.fixture.ts';
import { bytesOf } from '../reading.ts';
import { imageSize } from './size.ts';

const sizeOf = (bytes: Uint8Array) => {
  const { height, width, channels, format } = runIn(
    imageSize('x', (offset, length) => bytesOf('x', offset, length)),
    { x: bytes },
  ).value;
  return `${format} ${height}×${width}×${channels}`;
};

describe('the size of an image', () => {
  it('stands in its header', () => {
    assert.equal(sizeOf(png(20, 300, 2)), 'png 20×300×3');
    assert.equal(sizeOf(png(20, 300, 0)), 'png 20×300×1');
    assert.equal(sizeOf(png(20, 300, 6)), 'png 20×300×4');
    assert.equal(sizeOf(gif(7, 8)), 'gif 7×8×3');
    assert.equal(sizeOf(bmp(70_000, 8)), 'bmp 70000×8×3');
    assert.equal(sizeOf(jpeg(480, 640, 3)), 'jpeg 480×640×3');
    assert.equal(sizeOf(jpeg(480, 640, 1)), 'jpeg 480×640×1');
  });

  it('of a JPEG may stand far behind what a camera writes before it', () => {
    for (const before of [0, 4070, 4080, 4090, 65_000])
      assert.equal(sizeOf(jpeg(480, 640, 3, before)), 'jpeg 480×640×3');
  });

  it('is not guessed where the file is cut off, damaged or something else', () => {
    const refused = (bytes: Uint8Array, message: RegExp) => assert.throws(() => sizeOf(bytes), message);
    refused(new Uint8Array(0), /x is empty/);
    refused(png(20, 30, 2).subarray(0, 20), /x ends inside its header/);
    refused(png(0, 30, 2), /x says it has 0×30 pixels/);
    refused(png(2 ** 31, 30, 2), /x says it has 2147483648×30 pixels/);
    refused(jpeg(480, 640, 3, 5000).subarray(0, 4500), /x ends before the size of the image/);
    refused(Uint8Array.of(0xff, 0xd8, 0x00, 0x11, 0, 0, 0, 0), /a segment does not start with ff at byte 2/);
    refused(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 1, 0, 0), /a segment has 1 bytes/);
    refused(new TextEncoder().encode('hello world'), /is no JPEG, PNG, GIF or BMP: it starts with 68 65 6c 6c/);
  });

  it('is looked for in so many segments and no more', () => {
    const endless = new Uint8Array(20_000);
    endless.set([0xff, 0xd8]);
    for (let at = 2; at + 4 <= endless.length; at += 4) endless.set([0xff, 0xe0, 0, 2], at);
    assert.throws(() => sizeOf(endless), /more than 500 segments/);
  });
});
