/**
 * Texts of the workspace: an open document first, else what stands on disk, as far as that may be read. In Restricted
 * Mode nothing outside of the workspace folders is.
 */
import { readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { RemoteFiles } from './remote.ts';
import { canonical, hasScheme, pathOf } from './uri.ts';

interface Known {
  readonly stamp: string;
  readonly text: string;
}

export type Text = string | { readonly problem: string };

export class Files {
  readonly #openText: (uri: string) => string | undefined;
  readonly #known = new Map<string, Known>();
  #folders: readonly string[] = [];
  #folderUris: readonly string[] = [];
  /** What only the editor can read; `null` where it does not offer to. */
  remote: RemoteFiles | null = null;
  /** False in Restricted Mode. */
  trusted = true;

  constructor(openText: (uri: string) => string | undefined) {
    this.#openText = openText;
  }

  /** Addresses of the workspace folders. */
  set folders(uris: readonly string[]) {
    this.#folders = uris.flatMap((uri) => pathOf(uri) ?? []);
    this.#folderUris = uris.map(canonical);
  }

  /** Paths of the workspace folders. */
  get folders(): readonly string[] {
    return this.#folders;
  }

  /** The text of an imported file; kept, and read again only when it has changed. */
  readonly read = (file: string): Text => {
    const open = this.#openText(canonical(file));
    if (open !== undefined) return open;
    const path = this.#pathOf(file);
    if (path === null) return this.#fromEditor(file);
    try {
      const refused = this.#refused(path);
      if (refused !== null) return refused;
      const stamp = stampOf(statSync(path));
      const known = this.#known.get(path);
      if (known?.stamp === stamp) return known.text;
      const text = readFileSync(path, 'utf8');
      this.#known.set(path, { stamp, text });
      return text;
    } catch (error) {
      return { problem: said(error) };
    }
  };

  #fromEditor(file: string): Text {
    if (this.remote === null || !hasScheme(file) || file.startsWith('untitled:'))
      return { problem: 'Only files on disk and open documents can be imported.' };
    const plain = canonical(file);
    if (!this.trusted && !this.#folderUris.some((folder) => plain.startsWith(`${folder.replace(/\/$/, '')}/`)))
      return OUTSIDE;
    const text = this.remote.text(file);
    if (text === undefined) return { problem: 'The file is being read.' };
    return text ?? { problem: 'There is no such file.' };
  }

  /** The text of a file on disk, not kept; `null` where it cannot be read. */
  glance(file: string): string | null {
    const path = this.#pathOf(file);
    try {
      return path === null || this.#refused(path) !== null ? null : readFileSync(path, 'utf8');
    } catch {
      return null;
    }
  }

  /** Changes when the file on disk does; `null` where there is none. */
  stamp(file: string): string | null {
    const path = this.#pathOf(file);
    const stats = path === null ? undefined : statSync(path, { throwIfNoEntry: false });
    return stats === undefined ? null : stampOf(stats);
  }

  /** What an unsaved document imports is looked for in the first workspace folder. */
  #pathOf(file: string): string | null {
    const [folder] = this.#folders;
    return hasScheme(file) || folder === undefined ? pathOf(file) : join(folder, file);
  }

  #refused(path: string): { readonly problem: string } | null {
    return this.trusted || this.mayRead(realpathSync(path)) ? null : OUTSIDE;
  }

  /** Whether a real path may be read. */
  mayRead(real: string): boolean {
    return this.trusted || this.#folders.some((folder) => isWithin(real, folder));
  }
}

const OUTSIDE = { problem: 'The file lies outside of the workspace, which is not trusted.' };

const stampOf = ({ mtimeMs, size }: Stats): string => `${mtimeMs} ${size}`;

function said(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'There is no such file.';
  return code === 'EISDIR' ? 'This is a folder.' : 'The file cannot be read.';
}

function isWithin(path: string, folder: string): boolean {
  try {
    const real = realpathSync(folder);
    return path.startsWith(real.endsWith(sep) ? real : real + sep);
  } catch {
    return false;
  }
}
