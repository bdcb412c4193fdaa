/** The data of open documents: beside the file of each, as far as it stands on disk. */
import { existsSync } from 'node:fs';
import { type Asking, DataFiles } from '../data/data-files.ts';
import type { Files } from './files.ts';
import { pathOf } from './uri.ts';

export class DocumentData {
  readonly #data: DataFiles;
  /** Addresses of documents by the path of their file. */
  readonly #uris = new Map<string, string>();

  constructor(files: Files, changed: (uri: string) => void) {
    this.#data = new DataFiles({
      mayRead: (path) => files.mayRead(path),
      changed: (file) => {
        const uri = this.#uris.get(file);
        if (uri !== undefined) changed(uri);
      },
    });
  }

  /** For one analysis; `null` for a document that stands nowhere on disk and has no data beside it. */
  ask(uri: string): Asking | null {
    const path = pathOf(uri);
    if (path === null || !existsSync(path)) return null;
    this.#uris.set(path, uri);
    return this.#data.ask(path);
  }

  close(uri: string): void {
    const path = pathOf(uri);
    if (path === null) return;
    this.#uris.delete(path);
    this.#data.close(path);
  }

  /** Looks at everything again, as what may be read has changed. */
  again(): void {
    this.#data.again();
  }
}
