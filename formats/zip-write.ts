/** A zip file whose entries are stored as they are (PKWARE, APPNOTE). */

export interface Stored {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50] as const;
/** What 32 bits hold. */
const LARGEST = 0xffffffff;
/** The first day a zip file can name: 1 January 1980. */
const NO_DATE = 0x21;
const UTF8 = 0x800;

/** @throws RangeError where the whole is larger than a zip file of 32 bits can be. */
export function zipOf(entries: readonly Stored[]): Uint8Array {
  const encoded = entries.map(({ name, bytes }) => ({ name: new TextEncoder().encode(name), bytes }));
  const locals = encoded.reduce((sum, { name, bytes }) => sum + 30 + name.length + bytes.length, 0);
  const directory = encoded.reduce((sum, { name }) => sum + 46 + name.length, 0);
  if (locals + directory + 22 > LARGEST) throw new RangeError('The arrays are larger than a .npz can hold (4 GiB).');
  const out = new Uint8Array(locals + directory + 22);
  const view = new DataView(out.buffer);
  let at = 0;
  const write = (...fields: readonly (readonly [bytes: 2 | 4, value: number])[]) => {
    for (const [bytes, value] of fields) {
      if (bytes === 2) view.setUint16(at, value, true);
      else view.setUint32(at, value, true);
      at += bytes;
    }
  };
  const append = (bytes: Uint8Array) => {
    out.set(bytes, at);
    at += bytes.length;
  };
  const facts = ({ name, bytes }: (typeof encoded)[number]) =>
    [
      [2, UTF8],
      [2, 0],
      [2, 0],
      [2, NO_DATE],
      [4, crc32(bytes)],
      [4, bytes.length],
      [4, bytes.length],
      [2, name.length],
      [2, 0],
    ] as const;
  const offsets = encoded.map((entry) => {
    const offset = at;
    write([4, LOCAL], [2, 20], ...facts(entry));
    append(entry.name);
    append(entry.bytes);
    return offset;
  });
  const start = at;
  encoded.forEach((entry, i) => {
    write([4, CENTRAL], [2, 20], [2, 20], ...facts(entry), [2, 0], [2, 0], [2, 0], [4, 0], [4, offsets[i] ?? 0]);
    append(entry.name);
  });
  write([4, END], [2, 0], [2, 0], [2, entries.length], [2, entries.length], [4, directory], [4, start], [2, 0]);
  return out;
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 255] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}
