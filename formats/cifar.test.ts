import assert from 'node:assert/strict';
import { readCifar } from './cifar.ts';
import { bytesSource } from './reader.ts';

/** One record: a label, then planes of red, green and blue. */
function record(label: number, pixel: (channel: number, row: number, column: number) => number): Uint8Array {
  const bytes = new Uint8Array(3073);
  bytes[0] = label;
  for (let channel = 0; channel < 3; channel++) {
    for (let i = 0; i < 1024; i++) bytes[1 + channel * 1024 + i] = pixel(channel, Math.floor(i / 32), i % 32);
  }
  return bytes;
}

describe('CIFAR-10', () => {
  it('puts the colours of a pixel side by side', () => {
    const pixel = (channel: number, row: number, column: number) => 80 * channel + row + column;
    const { images, labels } = readCifar(
      bytesSource('data_batch_1.bin', Buffer.concat([record(3, () => 9), record(7, pixel)])),
    );
    assert.deepEqual([...labels], [3, 7]);
    const at = 3072 + (5 * 32 + 20) * 3;
    assert.deepEqual([...images.subarray(at, at + 3)], [25, 105, 185]);
  });

  it('refuses what is no whole number of records', () => {
    assert.throws(
      () => readCifar(bytesSource('a.bin', new Uint8Array(3072))),
      /a\.bin is 3072 bytes long, not a multiple of 3073/,
    );
    assert.throws(() => readCifar(bytesSource('a.bin', new Uint8Array(0))), /not a multiple/);
  });

  it('refuses a label that is no class, and names the image', () => {
    assert.throws(
      () =>
        readCifar(
          bytesSource(
            'a.bin',
            record(10, () => 0),
          ),
        ),
      /image 0 has label 10; CIFAR-10 has 0 to 9/,
    );
  });
});
