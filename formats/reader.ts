/** What a format reads from: a file, a part of one in memory, anything with a length. */
export interface Source {
  /** For messages: the name of the file. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Exactly `length` bytes from `offset`; the range lies within the source. */
  read(offset: number, length: number): Uint8Array;
}

/** The contents of a file are not what its format says; the message names the file, the fault and the way out. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
}

/** Bytes in memory as a source. */
export function bytesSource(name: string, bytes: Uint8Array): Source {
  return { name, size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
}

/** The bytes as numbers of any width; no copy. */
export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
