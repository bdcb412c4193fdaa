/** Headers of tar: 512 bytes before each file, numbers in octal digits (POSIX, ustar). */
import { FormatError } from './reader.ts';

export const TAR_BLOCK = 512;

export interface TarEntry {
  readonly name: string;
  readonly size: number;
  readonly file: boolean;
}

/** `null`: the end of the archive. @throws FormatError */
export function readTarHeader(archive: string, block: Uint8Array): TarEntry | null {
  if (block.length < TAR_BLOCK || block.every((byte) => byte === 0)) return null;
  // The sum of all bytes, those of the sum itself counted as spaces.
  const sum = block.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 0x20 : byte), 0);
  if (octal(block, 148, 8) !== sum)
    throw new FormatError(`${archive} is no tar file, or it is damaged: a header does not add up.`);
  const ustar = text(block, 257, 5) === 'ustar';
  const prefix = ustar ? text(block, 345, 155) : '';
  const name = text(block, 0, 100);
  const size = octal(block, 124, 12);
  if (!Number.isSafeInteger(size)) throw new FormatError(`${archive} is damaged: ${name} has no size.`);
  const type = block[156];
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    size,
    file: type === 0 || type === 0x30,
  };
}

function text(block: Uint8Array, start: number, length: number): string {
  const part = block.subarray(start, start + length);
  const end = part.indexOf(0);
  return String.fromCharCode(...(end < 0 ? part : part.subarray(0, end)));
}

/** Octal digits, or in GNU's form a large number with its highest bit set. */
function octal(block: Uint8Array, start: number, length: number): number {
  if (((block[start] ?? 0) & 0x80) !== 0)
    return block
      .subarray(start + 1, start + length)
      .reduce((value, byte) => value * 256 + byte, (block[start] ?? 0) & 0x7f);
  const digits = text(block, start, length).trim();
  return digits === '' ? 0 : Number.parseInt(digits, 8);
}
