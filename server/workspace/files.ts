/** Texts that imports ask for: an open document first, else what stands on disk, as far as that may be read. */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { sep } from 'node:path';
import { canonical, pathOf } from './uri.ts';

interface Known {
  readonly modified: number;
  readonly size: number;
  readonly text: string;
}

type Text = string | { readonly problem: string };

export class Files {
  readonly #openText: (uri: string) => string | undefined;
  readonly #known = new Map<string, Known>();
  #folders: readonly string[] = [];
  /** False in Restricted Mode: only workspace folders are read. */
  trusted = true;

  constructor(openText: (uri: string) => string | undefined) {
    this.#openText = openText;
  }

  /** Addresses of the workspace folders. */
  set folders(uris: readonly string[]) {
    this.#folders = uris.flatMap((uri) => pathOf(uri) ?? []);
  }

  readonly read = (file: string): Text => {
    const open = this.#openText(canonical(file));
    if (open !== undefined) return open;
    const path = pathOf(file);
    if (path === null) return { problem: 'Only files on disk and open documents can be imported.' };
    try {
      return this.#fromDisk(path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') return { problem: 'There is no such file.' };
      return { problem: code === 'EISDIR' ? 'This is a folder.' : 'The file cannot be read.' };
    }
  };

  /** Read again only when the file has changed. */
  #fromDisk(path: string): Text {
    if (!this.trusted && !this.#isInside(realpathSync(path)))
      return { problem: 'The file lies outside of the workspace, which is not trusted.' };
    const { mtimeMs: modified, size } = statSync(path);
    const known = this.#known.get(path);
    if (known !== undefined && known.modified === modified && known.size === size) return known.text;
    const text = readFileSync(path, 'utf8');
    this.#known.set(path, { modified, size, text });
    return text;
  }

  #isInside(path: string): boolean {
    return this.#folders.some((folder) => {
      try {
        const real = realpathSync(folder);
        return path.startsWith(real.endsWith(sep) ? real : real + sep);
      } catch {
        return false;
      }
    });
  }
}
