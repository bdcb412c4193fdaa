/**
 * The files that imports lead to. A library is kept between analyses: it parses a file again only when its text has
 * changed. It reads nothing by itself; whoever makes it says where texts come from.
 */
import { Lines } from './lines.ts';
import { parse } from './syntax/parser.ts';
import type { FileTree } from './syntax/tree.ts';

export interface SourceFile {
  /** The name under which it was read. */
  readonly file: string;
  readonly text: string;
  readonly tree: FileTree;
  readonly lines: Lines;
}

/** The text of a file, or why there is none. */
export type Reader = (file: string) => string | { readonly problem: string };

export class Library {
  readonly #read: Reader;
  readonly #files = new Map<string, SourceFile>();

  constructor(read: Reader) {
    this.#read = read;
  }

  open(file: string): SourceFile | { readonly problem: string } {
    const text = this.#read(file);
    if (typeof text !== 'string') return text;
    return this.of(file, text);
  }

  /** The file with this text, whatever stands on disk. */
  of(file: string, text: string): SourceFile {
    const known = this.#files.get(file);
    if (known?.text === text) return known;
    const fresh = { file, text, tree: parse(text), lines: new Lines(text) };
    this.#files.set(file, fresh);
    return fresh;
  }

  forget(file: string): void {
    this.#files.delete(file);
  }
}

/** Reads nothing: every import is said to be out of reach. */
export const emptyLibrary = (): Library => new Library(() => ({ problem: 'Imports cannot be read here.' }));

/** The name of an imported file: the path seen from the file that imports it. Works on paths and on URIs. */
export function importedFile(from: string, path: string): string {
  const separator = from.includes('/') || !from.includes('\\') ? '/' : '\\';
  const parts = from.split(separator).slice(0, -1);
  if (path.startsWith('/')) return path;
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join(separator);
}
