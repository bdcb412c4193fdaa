/** Answers what readers of data ask for from the disk: regular files and folders only, within what may be read. */
import { closeSync, fstatSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Absent, Entry, FileAnswer, FileRequest } from '../../formats/reading.ts';
import { MOST_PACKED, unpackPart } from './unpack.ts';

/** More than any data set has in one folder. */
const MOST_ENTRIES = 1_000_000;

type Read = Extract<FileRequest, { kind: 'read' }>;

/** What a path was when it was looked at; another value means that it has changed. */
export type Stamp = string;

export interface DiskOptions {
  /** The folder of the model file; absolute. */
  readonly base: string;
  /** Whether a real path may be read; absent: all may. */
  readonly mayRead?: ((path: string) => boolean) | undefined;
}

interface Status {
  isFile(): boolean;
  isDirectory(): boolean;
  readonly size: number;
  readonly mtimeMs: number;
}

export class Disk {
  readonly #options: DiskOptions;
  /** By absolute path. */
  readonly stamps = new Map<string, Stamp>();

  constructor(options: DiskOptions) {
    this.#options = options;
  }

  /** At once. */
  answer(request: FileRequest): FileAnswer {
    const path = this.#resolve(request.path);
    try {
      const refused = this.#refusal(request.path, path, (existing) => realpathSync(existing));
      if (refused !== null) return refused;
      const status = statSync(path);
      this.#stamp(path, status);
      if (request.kind === 'stat') return statAnswer(request.path, status);
      if (request.kind === 'list') {
        const entries = readdirSync(path, { withFileTypes: true }).slice(0, MOST_ENTRIES);
        return {
          kind: 'list',
          entries: entries.map((entry) =>
            plainEntry(entry, entry.isSymbolicLink() ? isFolder(join(path, entry.name)) : entry.isDirectory()),
          ),
        };
      }
      if (!status.isFile()) return notAFile(request.path);
      const file = openSync(path, 'r');
      try {
        return bytesAnswer(request, (offset, length) => readNow(file, offset, length));
      } finally {
        closeSync(file);
      }
    } catch (error) {
      return this.#failure(request.path, path, error);
    }
  }

  /** In the background. */
  async answerLater(request: FileRequest): Promise<FileAnswer> {
    const path = this.#resolve(request.path);
    try {
      const refused = await this.#refusalLater(request.path, path);
      if (refused !== null) return refused;
      const status = await stat(path);
      this.#stamp(path, status);
      if (request.kind === 'stat') return statAnswer(request.path, status);
      if (request.kind === 'list') {
        const entries = (await readdir(path, { withFileTypes: true })).slice(0, MOST_ENTRIES);
        return {
          kind: 'list',
          entries: await Promise.all(
            entries.map(async (entry) =>
              plainEntry(
                entry,
                entry.isSymbolicLink() ? await isFolderLater(join(path, entry.name)) : entry.isDirectory(),
              ),
            ),
          ),
        };
      }
      // Whatever is no regular file may never answer.
      if (!status.isFile()) return notAFile(request.path);
      const file = await open(path, 'r');
      try {
        const wanted =
          request.packed === undefined
            ? request.length
            : Math.min(MOST_PACKED, Math.max(0, status.size - request.offset));
        const { bytesRead, buffer } = await file.read(new Uint8Array(wanted), 0, wanted, request.offset);
        const bytes = buffer.subarray(0, bytesRead);
        return bytesAnswer(request, (_, length) => bytes.subarray(0, length));
      } finally {
        await file.close();
      }
    } catch (error) {
      return this.#failure(request.path, path, error);
    }
  }

  /** What is there now, to compare with what was. */
  async stampOf(path: string): Promise<Stamp> {
    try {
      return stampOf(await stat(path));
    } catch {
      return MISSING;
    }
  }

  #resolve = (path: string): string => resolve(this.#options.base, path);

  #stamp(path: string, status: Status | null): void {
    if (this.stamps.size < MOST_STAMPS || this.stamps.has(path))
      this.stamps.set(path, status === null ? MISSING : stampOf(status));
  }

  /** A link leads where it leads: the real path counts, of what is not there that of the folder it would be in. */
  #refusal(written: string, path: string, real: (path: string) => string): Absent | null {
    const { mayRead } = this.#options;
    if (mayRead === undefined) return null;
    for (let existing = path; ; existing = dirname(existing)) {
      try {
        return mayRead(real(existing)) ? null : untrusted(written);
      } catch {
        if (existing === dirname(existing)) return untrusted(written);
      }
    }
  }

  async #refusalLater(written: string, path: string): Promise<Absent | null> {
    const { mayRead } = this.#options;
    if (mayRead === undefined) return null;
    for (let existing = path; ; existing = dirname(existing)) {
      try {
        return mayRead(await realpath(existing)) ? null : untrusted(written);
      } catch {
        if (existing === dirname(existing)) return untrusted(written);
      }
    }
  }

  #failure(written: string, path: string, error: unknown): Absent {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      this.#stamp(path, null);
      return { kind: 'missing', message: `There is no ${written}.` };
    }
    const why = code === 'EACCES' || code === 'EPERM' ? 'permission is denied' : (code ?? message);
    return { kind: 'refused', message: `${written} cannot be read: ${why}.` };
  }
}

/** Enough to notice changes: the folders and files that were looked at first. */
const MOST_STAMPS = 256;
const MISSING = 'missing';
const stampOf = ({ size, mtimeMs }: Status): Stamp => `${size} ${mtimeMs}`;

const untrusted = (path: string): Absent => ({
  kind: 'untrusted',
  message: `${path} lies outside of the workspace, which is not trusted: it is not looked into.`,
});

const notAFile = (path: string): Absent => ({ kind: 'refused', message: `${path} is no file.` });

const statAnswer = (path: string, status: Status): FileAnswer =>
  status.isFile() || status.isDirectory()
    ? { kind: 'stat', folder: status.isDirectory(), size: status.isFile() ? status.size : 0 }
    : notAFile(path);

const plainEntry = ({ name }: { readonly name: string }, folder: boolean): Entry => ({ name, folder });

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

async function isFolderLater(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

function readNow(file: number, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(Math.min(length, Math.max(0, fstatSync(file).size - offset)));
  let read = 0;
  while (read < bytes.length) {
    const got = readSync(file, bytes, read, bytes.length - read, offset + read);
    if (got === 0) break;
    read += got;
  }
  return bytes.subarray(0, read);
}

function bytesAnswer(
  { path, offset, length, packed }: Read,
  read: (offset: number, length: number) => Uint8Array,
): FileAnswer {
  if (packed === undefined) return { kind: 'bytes', bytes: read(offset, length) };
  try {
    return { kind: 'bytes', bytes: unpackPart((taken) => read(offset, taken), { ...packed, length }) };
  } catch (error) {
    const large = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return { kind: 'refused', message: `${path} ${large ? 'unpacks to too much' : 'is damaged or not compressed'}.` };
  }
}
