import { FormatError } from '../reader.ts';

/** Where a last character that is cut in two begins; the length where none is. */
export function lastWhole(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** @throws FormatError when it is not UTF-8. Of what is not `whole` a cut character at the end is left out. */
export function decode(name: string, bytes: Uint8Array, whole: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(whole ? bytes : bytes.subarray(0, lastWhole(bytes)));
  } catch {
    throw new FormatError(`${name} is not in UTF-8.`);
  }
}
