/**
 * Reading without I/O: what looks into files is a generator that yields requests and is sent the answers. Whoever runs it
 * decides how they are answered: at once, in the background, not at all. Every request is bounded; none believes a file.
 */
import { bytesSource, FormatError, type Source } from './reader.ts';

/** The most that one request asks for. */
export const LARGEST_READ = 1 << 20;

/** Paths are those of the model file's settings, joined with `/`. */
export type FileRequest =
  | { readonly kind: 'stat'; readonly path: string }
  | { readonly kind: 'list'; readonly path: string }
  /** `packed`: what lies there is compressed; `offset` is where it begins, `skip` how much of the contents is passed over. */
  | {
      readonly kind: 'read';
      readonly path: string;
      readonly offset: number;
      readonly length: number;
      readonly packed?: { readonly as: 'gzip' | 'deflate'; readonly skip: number };
    };

export interface Stat {
  readonly kind: 'stat';
  readonly folder: boolean;
  /** In bytes. */
  readonly size: number;
}

export interface Entry {
  readonly name: string;
  readonly folder: boolean;
}

/** `missing`: there is nothing of that name; `refused`: it cannot be read; `untrusted`: it may not be looked into just now. */
export interface Absent {
  readonly kind: 'missing' | 'refused' | 'untrusted';
  /** Why, in words. */
  readonly message: string;
}

export type FileAnswer =
  | Stat
  | { readonly kind: 'list'; readonly entries: readonly Entry[] }
  /** Shorter than asked for where the contents end. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | Absent;

/** Something that reads files to come to a `T`. */
export type Reading<T> = Generator<FileRequest, T, FileAnswer>;

/** A file is not there or cannot be read. */
export class AbsentError extends Error {
  override readonly name = 'AbsentError';
  readonly kind: Absent['kind'];

  constructor({ kind, message }: Absent) {
    super(message);
    this.kind = kind;
  }
}

const absent = (answer: FileAnswer): Absent | null =>
  answer.kind === 'missing' || answer.kind === 'refused' || answer.kind === 'untrusted' ? answer : null;

/** `null`: there is nothing of that name. @throws AbsentError when it cannot be looked at. */
export function* statOf(path: string): Reading<Stat | null> {
  const answer = yield { kind: 'stat', path };
  if (answer.kind === 'stat') return answer;
  if (answer.kind === 'refused' || answer.kind === 'untrusted') throw new AbsentError(answer);
  return null;
}

/** Runs what reads one file only, whatever it calls it, over a source that is open. */
export function runOver<T>(reading: Reading<T>, source: Source): T {
  let step = reading.next();
  while (step.done !== true) {
    const request = step.value;
    if (request.kind !== 'read' || request.packed !== undefined)
      throw new Error(`A source does not answer requests of the kind ${request.kind}.`);
    const offset = Math.min(request.offset, source.size);
    const bytes = source.read(offset, Math.min(request.length, source.size - offset));
    step = reading.next({ kind: 'bytes', bytes });
  }
  return step.value;
}

/** Sorted by name, so that what is read first does not depend on the disk. @throws AbsentError */
export function* listOf(path: string): Reading<readonly Entry[]> {
  const answer = yield { kind: 'list', path };
  if (answer.kind === 'list') return answer.entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  throw new AbsentError(absent(answer) ?? { kind: 'refused', message: `${path} is no folder.` });
}

/** At most `length` bytes, fewer where the file ends. @throws AbsentError */
export function* bytesOf(
  path: string,
  offset: number,
  length: number,
  packed?: { readonly as: 'gzip' | 'deflate'; readonly skip: number },
): Reading<Uint8Array> {
  const answer = yield {
    kind: 'read',
    path,
    offset,
    length: Math.min(length, LARGEST_READ),
    ...(packed === undefined ? {} : { packed }),
  };
  if (answer.kind === 'bytes') return answer.bytes;
  throw new AbsentError(absent(answer) ?? { kind: 'refused', message: `${path} cannot be read.` });
}

/** The whole of a file that is no longer than `most`; `null` where it is. @throws AbsentError */
export function* wholeOf(path: string, most: number): Reading<Uint8Array | null> {
  const stat = yield* statOf(path);
  if (stat === null) throw new AbsentError({ kind: 'missing', message: `There is no ${path}.` });
  if (stat.folder) throw new AbsentError({ kind: 'refused', message: `${path} is a folder.` });
  if (stat.size > most) return null;
  const bytes = new Uint8Array(stat.size);
  for (let at = 0; at < bytes.length; ) {
    const part = yield* bytesOf(path, at, bytes.length - at);
    if (part.length === 0) throw new FormatError(`${nameOf(path)} became shorter while it was read.`);
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The beginning of a file as a source of the formats, which look no further than their header. */
export function prefixSource(name: string, size: number, bytes: Uint8Array): Source {
  const source = bytesSource(name, bytes);
  return {
    name,
    size,
    read(offset, length) {
      if (offset + length > bytes.length) throw new FormatError(`${name} ends inside its header.`);
      return source.read(offset, length);
    },
  };
}

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export const join = (folder: string, name: string): string =>
  folder === '' ? name : folder.endsWith('/') ? folder + name : `${folder}/${name}`;
