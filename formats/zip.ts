/** The directory at the end of a zip file, as .npz has one (PKWARE, APPNOTE). */
import { FormatError, viewOf } from './reader.ts';

export interface ZipEntry {
  readonly name: string;
  /** How it is packed: 0 is not at all, 8 is deflate. */
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  /** Where its local header starts. */
  readonly offset: number;
}

/** The end record has 22 bytes and a comment of at most 65,535. */
export const LARGEST_ZIP_END = 22 + 65_535;
export const ZIP_LOCAL_HEADER = 30;
/** A size that stands elsewhere, as it does not fit into 32 bits. */
const ZIP64 = 0xffffffff;
const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

/** Where the directory lies, from the last bytes of the file. @throws FormatError */
export function zipDirectory(
  name: string,
  tail: Uint8Array,
  size: number,
): { readonly offset: number; readonly length: number } {
  const view = viewOf(tail);
  for (let at = tail.length - 22; at >= 0; at--) {
    if (view.getUint32(at, true) !== END) continue;
    const length = view.getUint32(at + 12, true);
    const offset = view.getUint32(at + 16, true);
    if (offset + length > size) throw new FormatError(`${name} is cut off: its directory lies behind its end.`);
    return { offset, length };
  }
  throw new FormatError(`${name} is no zip file: its directory is missing.`);
}

/** @throws FormatError */
export function zipEntries(name: string, directory: Uint8Array): readonly ZipEntry[] {
  const view = viewOf(directory);
  const utf8 = new TextDecoder('utf-8');
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= directory.length; ) {
    if (view.getUint32(at, true) !== CENTRAL) throw new FormatError(`${name} has a damaged directory.`);
    const [nameLength, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as [
      number,
      number,
      number,
    ];
    entries.push({
      name: utf8.decode(directory.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

/** The entry of an array in a .npz. @throws FormatError that names those there are */
export function arrayEntry(name: string, entries: readonly ZipEntry[], array: string): ZipEntry {
  const entry = entries.find((candidate) => candidate.name === `${array}.npy`);
  if (entry === undefined) {
    const there = entries.map((candidate) => candidate.name.replace(/\.npy$/, '')).join(', ');
    throw new FormatError(`${name} has no array ${array}; it has ${there === '' ? 'none' : there}.`);
  }
  if (entry.method !== 0 && entry.method !== 8)
    throw new FormatError(`${name} is packed in a way that is not known (${entry.method}).`);
  if (entry.size === ZIP64) throw new FormatError(`${array} of ${name} is larger than 4 GB; write it as .npy.`);
  return entry;
}

/** Where the contents of an entry start, from its local header. @throws FormatError */
export function zipContents(name: string, { offset }: ZipEntry, local: Uint8Array): number {
  if (local.length < ZIP_LOCAL_HEADER || viewOf(local).getUint32(0, true) !== LOCAL)
    throw new FormatError(`${name} is damaged: an entry is not where its directory says.`);
  const view = viewOf(local);
  return offset + ZIP_LOCAL_HEADER + view.getUint16(26, true) + view.getUint16(28, true);
}
