import assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';
import { bytesSource, viewOf } from './reader.ts';
import { zipContents, zipDirectory, zipEntries } from './zip.ts';
import { zipOf } from './zip-write.ts';

const bytesIn = (text: string) => new TextEncoder().encode(text);
const entries = [
  { name: 'empty', bytes: new Uint8Array(0) },
  { name: 'größe.npy', bytes: bytesIn('123456789') },
  { name: 'a/b.npy', bytes: Uint8Array.from({ length: 70_000 }, (_, i) => (i * i) % 251) },
];

describe('zip files that are written', () => {
  const file = zipOf(entries);
  const { offset, length } = zipDirectory('file', file, file.length);
  const found = zipEntries('file', file.subarray(offset, offset + length));

  it('are read back, names beyond ASCII included', () => {
    const { read } = bytesSource('file', file);
    assert.deepEqual(
      found.map((entry) => {
        const start = zipContents('file', entry, read(entry.offset, 30));
        return { name: entry.name, bytes: new Uint8Array(read(start, entry.size)) };
      }),
      entries,
    );
    assert.ok(found.every(({ method, packed, size }) => method === 0 && packed === size));
  });

  it('have the checksum of every entry, in front of it and in the directory', () => {
    const view = viewOf(file);
    let at = offset;
    for (const [i, { name, bytes }] of entries.entries()) {
      const checksum = crc32(bytes);
      assert.equal(view.getUint32(found[i]!.offset + 14, true), checksum, name);
      assert.equal(view.getUint32(at + 16, true), checksum, name);
      at += 46 + bytesIn(name).length;
    }
  });

  it('are byte for byte what Python writes', () => {
    // i = ZipInfo('é'); i.create_system = 0; with ZipFile(file, 'w') as z: z.writestr(i, b'123456789')
    const python =
      '504b0304140000080000000021002639f4cb090000000900000002000000c3a9313233343536373839504b010214001400000800000000' +
      '21002639f4cb0900000009000000020000000000000000000000000000000000c3a9504b05060000000001000100300000002900000000' +
      '00';
    assert.equal(Buffer.from(zipOf([{ name: 'é', bytes: bytesIn('123456789') }])).toString('hex'), python);
  });
});
