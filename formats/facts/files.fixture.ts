/** Small files of every format, byte by byte. */
import { bytesIn } from './memory.fixture.ts';

const join = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));
const big16 = (value: number) => [value >> 8, value & 255];
const big32 = (value: number) => [...big16(value >>> 16), ...big16(value & 0xffff)];
const little16 = (value: number) => big16(value).reverse();
const little32 = (value: number) => big32(value).reverse();

export const png = (height: number, width: number, colour: number): Uint8Array =>
  join([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], big32(13), bytesIn('IHDR'), big32(width), big32(height), [
    8,
    colour,
    0,
    0,
    0,
  ]);

export const gif = (height: number, width: number): Uint8Array =>
  join(bytesIn('GIF89a'), little16(width), little16(height), [0, 0, 0]);

export const bmp = (height: number, width: number): Uint8Array =>
  join(bytesIn('BM'), new Uint8Array(12), little32(40), little32(width), little32(-height >>> 0), [1, 0, 24, 0]);

/** With a comment of `before` bytes in front of the frame, as EXIF would stand there. */
export const jpeg = (height: number, width: number, components: number, before = 10): Uint8Array =>
  join(
    [0xff, 0xd8, 0xff, 0xe1],
    big16(before + 2),
    new Uint8Array(before),
    [0xff, 0xff, 0xc2],
    big16(8 + 3 * components),
    [8],
    big16(height),
    big16(width),
    [components],
    new Uint8Array(3 * components),
  );

export function npy(
  type: string,
  shape: readonly number[],
  length: number,
  fill: (view: DataView) => void = () => {},
): Uint8Array {
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`;
  const header = `${text.padEnd(117, ' ')}\n`;
  const data = new Uint8Array(length);
  fill(new DataView(data.buffer));
  return join([0x93], bytesIn('NUMPY'), [1, 0], little16(header.length), bytesIn(header), data);
}

/** A third part is the packed form of the second. */
export function zip(
  entries: readonly (readonly [name: string, contents: Uint8Array, packed: Uint8Array | null])[],
): Uint8Array {
  let at = 0;
  const locals: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  for (const [name, contents, packed] of entries) {
    const stored = packed ?? contents;
    const sizes = [...little32(0), ...little32(stored.length), ...little32(contents.length)];
    const method = little16(packed === null ? 0 : 8);
    const extra = [1, 0, 4, 0, 0, 0, 0, 0];
    const local = join(
      little32(0x04034b50),
      [20, 0, 0, 0],
      method,
      [0, 0, 0, 0],
      sizes,
      little16(name.length),
      little16(extra.length),
      bytesIn(name),
      extra,
      stored,
    );
    central.push(
      join(
        little32(0x02014b50),
        [20, 0, 20, 0, 0, 0],
        method,
        [0, 0, 0, 0],
        sizes,
        little16(name.length),
        new Uint8Array(12),
        little32(at),
        bytesIn(name),
      ),
    );
    locals.push(local);
    at += local.length;
  }
  const directory = join(...central);
  return join(
    ...locals,
    directory,
    little32(0x06054b50),
    new Uint8Array(8),
    little32(directory.length),
    little32(at),
    [0, 0],
  );
}

export function tar(files: readonly (readonly [name: string, contents: Uint8Array | string])[]): Uint8Array {
  const parts = files.flatMap(([name, contents]) => {
    const bytes = bytesIn(contents);
    const header = new Uint8Array(512);
    const put = (text: string, offset: number) => header.set(bytesIn(text), offset);
    put(name, 0);
    put(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
    put('        ', 148);
    put('0', 156);
    put('ustar\0', 257);
    put(
      `${header
        .reduce((a, b) => a + b, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    );
    const padded = new Uint8Array(Math.ceil(bytes.length / 512) * 512);
    padded.set(bytes);
    return [header, padded];
  });
  return join(...parts, new Uint8Array(1024));
}
