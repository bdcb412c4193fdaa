/** Finds the `netwright.json` of each file: beside it, else in the nearest folder above. Reads through its host. */
import type { Reader } from '../library.ts';
import { configName, defaultConfig, type ReadConfig, readConfig } from './config.ts';

export interface FoundConfig extends ReadConfig {
  /** `null`: there is none. */
  readonly file: string | null;
  readonly text: string;
}

const none: FoundConfig = { file: null, text: '', config: defaultConfig, diagnostics: [] };

export class Projects {
  readonly #read: Reader;
  /** By folder. */
  readonly #found = new Map<string, FoundConfig>();

  /** `read` takes names as `of` is given them, paths or URIs, each with `netwright.json` for its last part. */
  constructor(read: Reader) {
    this.#read = read;
  }

  /** What holds for a file. */
  of(file: string): FoundConfig {
    return this.#in(folderOf(file));
  }

  /** All that were found since they were last forgotten, each once. */
  get found(): readonly FoundConfig[] {
    return [...new Set(this.#found.values())].filter(({ file }) => file !== null);
  }

  /** A `netwright.json` was made, changed or removed: everything is read again when it is next asked for. */
  forget(): void {
    this.#found.clear();
  }

  #in(folder: string | null): FoundConfig {
    if (folder === null) return none;
    const known = this.#found.get(folder);
    if (known !== undefined) return known;
    const file = folder + configName;
    const text = this.#read(file);
    const found = typeof text === 'string' ? { file, text, ...readConfig(text) } : this.#in(parentOf(folder));
    this.#found.set(folder, found);
    return found;
  }
}

/** With its last separator; a bare name lies in the folder that names are relative to. */
const folderOf = (file: string): string => file.slice(0, lastSeparator(file) + 1);

/** `null` above the root of a file system, of a URI or of relative names. */
function parentOf(folder: string): string | null {
  const inner = folder.slice(0, -1);
  const at = lastSeparator(inner);
  if (inner === '' || /^[A-Za-z]:$/.test(inner) || inner.endsWith('/') || inner === '..' || inner.endsWith('/..'))
    return null;
  return folder.slice(0, at + 1);
}

const lastSeparator = (path: string) => Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
