import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cifar10Format, cifar100Format, openCifar, openCifarPickle } from './cifar.ts';
import { bytesSource } from './reader.ts';

const fixture = (name: string) =>
  bytesSource(name, new Uint8Array(readFileSync(join(import.meta.dirname, 'fixtures', name))));

/** One record: a label, then planes of red, green and blue. */
function record(label: number, pixel: (channel: number, row: number, column: number) => number): Uint8Array {
  const bytes = new Uint8Array(3073);
  bytes[0] = label;
  for (let channel = 0; channel < 3; channel++) {
    for (let i = 0; i < 1024; i++) bytes[1 + channel * 1024 + i] = pixel(channel, Math.floor(i / 32), i % 32);
  }
  return bytes;
}

const open = (bytes: Uint8Array, name = 'a.bin') => openCifar(bytesSource(name, bytes), cifar10Format);

describe('CIFAR-10', () => {
  it('puts the colours of a pixel side by side', () => {
    const pixel = (channel: number, row: number, column: number) => 80 * channel + row + column;
    const batch = open(Buffer.concat([record(3, () => 9), record(7, pixel)]));
    assert.deepEqual([...(batch.labels[0] ?? [])], [3, 7]);
    const at = (5 * 32 + 20) * 3;
    assert.deepEqual([...batch.image(1).subarray(at, at + 3)], [25, 105, 185]);
  });

  it('refuses what is no whole number of records', () => {
    assert.throws(() => open(new Uint8Array(3072)), /a\.bin is 3072 bytes long, not a multiple of 3073/);
    assert.throws(() => open(new Uint8Array(0)), /not a multiple/);
  });

  it('refuses a label that is no class, and names the image', () => {
    assert.throws(() => open(record(10, () => 0)), /image 0 has label 10; CIFAR-10 has 0 to 9/);
  });

  it('is read from a pickle as from the binary version', () => {
    const batch = openCifarPickle(fixture('cifar10-protocol2.pickle'), cifar10Format);
    assert.deepEqual(batch.labels, [Uint8Array.of(3, 7)]);
    // Pixel i of image n is (i + 7·n) mod 251, colour by colour.
    assert.deepEqual([...batch.image(1).subarray(3, 6)], [8, (1024 + 8) % 251, (2048 + 8) % 251]);
  });

  it('says what is missing in a pickle', () => {
    assert.throws(
      () => openCifarPickle(fixture('cifar100.pickle'), cifar10Format),
      /cifar100\.pickle has no list of the name labels, as batches of CIFAR-10 do/,
    );
    assert.throws(
      () => openCifarPickle(bytesSource('p', Uint8Array.of(0x80, 2, 0x5d, 0x2e)), cifar10Format),
      /p is a pickle, but no batch of CIFAR-10: it has no array of the name data/,
    );
  });
});

describe('CIFAR-100', () => {
  it('has a coarse and a fine label for each image', () => {
    const bytes = Buffer.concat([Uint8Array.of(19), record(98, () => 5), Uint8Array.of(0), record(2, () => 6)]);
    const binary = openCifar(bytesSource('train.bin', bytes), cifar100Format);
    assert.deepEqual(binary.labels, [Uint8Array.of(19, 0), Uint8Array.of(98, 2)]);
    assert.equal(binary.image(1)[3071], 6);
    assert.deepEqual(openCifarPickle(fixture('cifar100.pickle'), cifar100Format).labels, binary.labels);
  });

  it('has 20 coarse labels', () => {
    const bytes = Buffer.concat([Uint8Array.of(20), record(98, () => 5)]);
    assert.throws(
      () => openCifar(bytesSource('train.bin', bytes), cifar100Format),
      /has label 20; CIFAR-100 has 0 to 19/,
    );
  });
});
