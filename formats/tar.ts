/** Headers of tar: 512 bytes before each file, numbers in octal digits (POSIX, ustar). */
import { FormatError } from './reader.ts';
import type { Reading } from './reading.ts';

export const TAR_BLOCK = 512;

export interface TarEntry {
  readonly name: string;
  readonly size: number;
  /** `extended`: records that hold for what follows (POSIX, pax); `long`: the name of what follows (GNU). */
  readonly kind: 'file' | 'extended' | 'long' | 'other';
}

/** A file within an archive. */
export interface TarMember {
  readonly name: string;
  /** Where its contents start, and how many bytes they have. */
  readonly offset: number;
  readonly size: number;
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
    kind: type === 0 || type === 0x30 ? 'file' : type === 0x78 ? 'extended' : type === 0x4c ? 'long' : 'other',
  };
}

/** Names and sizes that do not fit into a header. */
const LARGEST_RECORDS = 1 << 16;

/** Visits the files from front to end, until there are no more or one visit says that it is enough. @throws FormatError */
export function* walkTar(
  archive: string,
  read: (offset: number, length: number) => Reading<Uint8Array>,
  visit: (member: TarMember) => Reading<'on' | 'enough'> | 'on' | 'enough',
): Reading<void> {
  let next: { name?: string; size?: number } = {};
  for (let at = 0; ; ) {
    const entry = readTarHeader(archive, yield* read(at, TAR_BLOCK));
    if (entry === null) return;
    const size = entry.kind === 'file' ? (next.size ?? entry.size) : entry.size;
    const offset = at + TAR_BLOCK;
    if (entry.kind === 'file') {
      const visited = visit({ name: next.name ?? entry.name, offset, size });
      if ((typeof visited === 'string' ? visited : yield* visited) === 'enough') return;
      next = {};
    } else if (entry.kind !== 'other') {
      if (size > LARGEST_RECORDS) throw new FormatError(`${archive} is damaged: a name in it has ${size} bytes.`);
      const bytes = yield* read(offset, size);
      next = entry.kind === 'long' ? { ...next, name: text(bytes, 0, bytes.length) } : { ...next, ...recordsOf(bytes) };
    }
    at = offset + Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
  }
}

/** Lines of a length, a key and a value: `30 path=…`. */
function recordsOf(bytes: Uint8Array): { name?: string; size?: number } {
  const found: { name?: string; size?: number } = {};
  for (const line of new TextDecoder('utf-8').decode(bytes).split('\n')) {
    const [, key, value = ''] = /^\d+ (path|size)=(.*)$/s.exec(line) ?? [];
    if (key === 'path') found.name = value;
    if (key === 'size' && /^\d+$/.test(value) && Number.isSafeInteger(Number(value))) found.size = Number(value);
  }
  return found;
}

/** WebDataset: what belongs together has the same name up to the first dot of its last part; the rest is the ending. */
export function sampleKey(name: string): { readonly key: string; readonly ending: string } {
  const dot = name.indexOf('.', name.lastIndexOf('/') + 1);
  return dot < 0 ? { key: name, ending: '' } : { key: name.slice(0, dot), ending: name.slice(dot + 1).toLowerCase() };
}

const MOST_ARCHIVES = 10_000;

/** `train-{000..009}.tar` is ten files. @throws FormatError */
export function archivesOf(pattern: string): readonly string[] {
  const found = /^(.*)\{(\d+)\.\.(\d+)\}(.*)$/.exec(pattern);
  if (found === null) return [pattern];
  const [, before = '', low = '', high = '', after = ''] = found;
  const count = Number(high) - Number(low) + 1;
  if (!(count >= 1 && count <= MOST_ARCHIVES))
    throw new FormatError(`${pattern} stands for ${count} files; at most ${MOST_ARCHIVES} are read.`);
  return Array.from({ length: count }, (_, i) => `${before}${`${Number(low) + i}`.padStart(low.length, '0')}${after}`);
}

/** A label is a whole number in digits. @throws FormatError */
export function readTarLabel(name: string, bytes: Uint8Array): number {
  const label = text(bytes, 0, bytes.length).trim();
  if (!/^\d{1,7}$/.test(label))
    throw new FormatError(`${name} holds ${JSON.stringify(label)}; a label is a whole number.`);
  return Number(label);
}

/** A label is one number. */
export const LARGEST_TAR_LABEL = 32;

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
