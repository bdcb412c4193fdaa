/** Files as sources of the formats: whole in memory, undone from gzip where named so, or a part at a time; always within bounds. */
import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { bytesSource, FormatError, type Source } from '../../formats/reader.ts';
import { DataError } from './samples.ts';

/** Larger files, packed or not, are not taken into memory. */
const LARGEST = 2 ** 31 - 1;
/** Smaller files are taken into memory even where only a part is asked for. */
const SMALL = 8 << 20;

export interface FileSource extends Source {
  close(): void;
}

/** The whole file. @throws DataError when it cannot be read, FormatError when it is too large or damaged. */
export function openFile(path: string): Source {
  const name = basename(path);
  const size = sizeOf(path);
  if (size > LARGEST) throw new FormatError(`${name} is ${size} bytes long; at most ${LARGEST} are read.`);
  const bytes = reading(path, () => readFileSync(path));
  if (!isPacked(path)) return bytesSource(name, bytes);
  try {
    return bytesSource(name, gunzipSync(bytes, { maxOutputLength: LARGEST }));
  } catch (error) {
    const large = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    const fault = large ? `unpacks to more than ${LARGEST} bytes` : 'is damaged or not compressed with gzip';
    throw new FormatError(`${name} ${fault}.`);
  }
}

/** A part at a time where the file is large and not packed. @throws as `openFile` */
export function openParts(path: string): FileSource {
  if (isPacked(path) || sizeOf(path) <= SMALL) return { ...openFile(path), close() {} };
  const name = basename(path);
  const file = reading(path, () => openSync(path, 'r'));
  return {
    name,
    size: fstatSync(file).size,
    read(offset, length) {
      const bytes = new Uint8Array(length);
      for (let read = 0; read < length; ) {
        const got = reading(path, () => readSync(file, bytes, read, length - read, offset + read));
        if (got === 0) throw new FormatError(`${name} became shorter while it was read.`);
        read += got;
      }
      return bytes;
    },
    close: () => closeSync(file),
  };
}

export const isPacked = (path: string): boolean => /\.t?gz$/i.test(path);

/** The files that a source reads from, closed together. */
export class OpenFiles {
  readonly #files = new Set<FileSource>();

  /** As `openParts`. */
  open(path: string): FileSource {
    const file = openParts(path);
    this.#files.add(file);
    return file;
  }

  close(file: FileSource): void {
    if (this.#files.delete(file)) file.close();
  }

  closeAll(): void {
    for (const file of this.#files) this.close(file);
  }
}

function sizeOf(path: string): number {
  const status = reading(path, () => statSync(path));
  if (!status.isFile()) throw new DataError(`${path} is ${status.isDirectory() ? 'a folder' : 'no regular file'}.`);
  return status.size;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission is denied; whoever runs the training has to be allowed to read it',
  EPERM: 'permission is denied; whoever runs the training has to be allowed to read it',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'too many files are open',
  EIO: 'the disk reports an error',
};

/** What the system says of a path, in words. @throws DataError */
export function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw unreadable(path, error);
  }
}

export const readingLater = <T>(path: string, read: Promise<T>): Promise<T> =>
  read.catch((error: unknown) => {
    throw unreadable(path, error);
  });

function unreadable(path: string, error: unknown): DataError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return new DataError(`${path} cannot be read: ${reasons[code] ?? message}.`);
}
