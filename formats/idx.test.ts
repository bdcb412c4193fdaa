import assert from 'node:assert/strict';
import { sizeOf } from '../model/shape.ts';
import { readIdx, readIdxHeader, writeIdx } from './idx.ts';
import { bytesSource } from './reader.ts';

const source = (...bytes: number[]) => bytesSource('train-images-idx3-ubyte', Uint8Array.from(bytes));

describe('IDX', () => {
  it('reads what it writes, whatever the rank', () => {
    for (const shape of [[7], [3, 5], [2, 3, 4], [1, 2, 3, 4]]) {
      const data = Uint8Array.from({ length: sizeOf(shape) }, (_, i) => (i * 37) % 256);
      assert.deepEqual(readIdx(bytesSource('a', writeIdx({ shape, data }))), { shape, data });
    }
  });

  it("has the header of the MNIST database's own files", () => {
    // train-images-idx3-ubyte begins 00 00 08 03, 0000ea60, 0000001c, 0000001c: 60,000 images of 28×28.
    const bytes = writeIdx({ shape: [60_000, 28, 28], data: new Uint8Array(60_000 * 784) });
    assert.deepEqual([...bytes.subarray(0, 16)], [0, 0, 8, 3, 0, 0, 0xea, 0x60, 0, 0, 0, 28, 0, 0, 0, 28]);
  });

  it('reads a part of a larger buffer as well as a whole one', () => {
    const large = new Uint8Array(40).fill(255);
    large.set(writeIdx({ shape: [2], data: Uint8Array.of(5, 6) }), 17);
    assert.deepEqual(readIdx(bytesSource('a', large.subarray(17, 27))).data, Uint8Array.of(5, 6));
  });

  for (const [what, bytes, message] of [
    ['too short', [0, 0], /is 2 bytes long: too short/],
    ['no IDX', [1, 2, 3, 4], /is not an IDX file: it starts with 01 02 03 04/],
    ['packed', [0x1f, 0x8b, 8, 0], /It is compressed with gzip: name it \.gz/],
    ['of another type', [0, 0, 13, 1, 0, 0, 0, 0], /elements of type 0xd/],
    ['without dimensions', [0, 0, 8, 0], /says it has 0 dimensions/],
    ['cut off in its header', [0, 0, 8, 3, 0, 0, 0, 1], /ends inside its header: 8 bytes of 16/],
    ['cut off', [0, 0, 8, 1, 0, 0, 0, 3, 1, 2], /is cut off: its header says 3, 11 bytes in all, and it has 10/],
    ['too long', [0, 0, 8, 1, 0, 0, 0, 1, 1, 2], /has bytes left over/],
    ['too large to be true', [0, 0, 8, 2, 255, 255, 255, 255, 255, 255, 255, 255], /more than/],
  ] as const) {
    it(`refuses a file that is ${what}`, () => {
      assert.throws(() => readIdxHeader(source(...bytes)), { name: 'FormatError', message });
    });
  }
});
