/**
 * What every model file of the workspace defines and imports, open or not: for questions about all of them. A file is
 * read again only when it has changed; of closed files nothing but this is kept.
 */
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { type Item, importedFile, parse, type Range } from '../language/index.ts';
import type { Files } from './files.ts';
import { modelFiles } from './listing.ts';
import { canonical } from './uri.ts';

export interface OutlineItem {
  readonly kind: Exclude<Item['kind'], 'import' | 'search'>;
  readonly name: string;
  readonly nameRange: Range;
  readonly range: Range;
  /** Parameters that a call must give. */
  readonly required: readonly string[];
}

export interface OutlineImport {
  /** The file that is imported, in one spelling. */
  readonly target: string;
  /** As it is written, and where, quotation marks included. */
  readonly path: string;
  readonly pathRange: Range;
}

export interface Outline {
  readonly uri: string;
  readonly items: readonly OutlineItem[];
  readonly imports: readonly OutlineImport[];
}

interface OpenText {
  readonly uri: string;
  readonly version: number;
  getText(): string;
}

/** Milliseconds of work after which other requests get their turn. */
const SLICE = 10;
/** Milliseconds for which a list of files is believed where nobody tells of new ones. */
const BELIEVED = 5000;

export class Outlines {
  readonly #files: Files;
  readonly #documents: () => readonly OpenText[];
  readonly #known = new Map<string, { readonly stamp: string; readonly outline: Outline }>();
  #listing: { readonly uris: Promise<string[]>; readonly made: number } | null = null;
  /** Whether the editor tells of files that come and go. */
  watched = false;

  constructor(files: Files, documents: () => readonly OpenText[]) {
    this.#files = files;
    this.#documents = documents;
  }

  /** Files have come or gone. */
  forgetListing(): void {
    this.#listing = null;
  }

  /** Addresses of all model files: as the editor writes them where they are open. */
  async uris(): Promise<string[]> {
    const old = this.#listing !== null && !this.watched && Date.now() - this.#listing.made > BELIEVED;
    if (this.#listing === null || old) this.#listing = { uris: modelFiles(this.#files.folders), made: Date.now() };
    const open = this.#documents().map(({ uri }) => uri);
    const known = new Set(open.map(canonical));
    return [...open, ...(await this.#listing.uris).filter((uri) => !known.has(canonical(uri)))];
  }

  /** One after the other, with room for other requests. @throws ResponseError when nobody waits any more. */
  async *all(token: CancellationToken): AsyncGenerator<Outline> {
    for await (const uri of inTurns(await this.uris(), token)) {
      const outline = this.of(uri);
      if (outline !== null) yield outline;
    }
  }

  of(uri: string): Outline | null {
    const open = this.#documents().find((document) => document.uri === uri);
    const stamp = open === undefined ? this.#files.stamp(uri) : `version ${open.version}`;
    if (stamp === null) return null;
    const known = this.#known.get(uri);
    if (known?.stamp === stamp) return known.outline;
    const text = open?.getText() ?? this.#files.glance(uri);
    if (text === null) return null;
    const outline = outlineOf(uri, text);
    this.#known.set(uri, { stamp, outline });
    return outline;
  }
}

/** Goes on with the next when the event loop has had its turn. @throws ResponseError when cancelled. */
export async function* inTurns<T>(all: readonly T[], token: CancellationToken): AsyncGenerator<T> {
  let begun = performance.now();
  for (const one of all) {
    if (performance.now() - begun > SLICE) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      begun = performance.now();
    }
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
    yield one;
  }
}

export function outlineOf(uri: string, text: string): Outline {
  const { items } = parse(text);
  return {
    uri,
    items: items.flatMap(itemOf),
    imports: items.flatMap((item) =>
      item.kind !== 'import' || item.path === null
        ? []
        : [
            {
              target: canonical(importedFile(uri, item.path.text)),
              path: item.path.text,
              pathRange: { start: item.path.start, end: item.path.end },
            },
          ],
    ),
  };
}

function itemOf(item: Item): OutlineItem[] {
  if (item.kind === 'import' || item.kind === 'search') return [];
  const name = item.kind === 'train' ? (item.as ?? item.model) : item.name;
  if (name === null) return [];
  const parameters = 'parameters' in item ? item.parameters : [];
  return [
    {
      kind: item.kind,
      name: name.text,
      nameRange: { start: name.start, end: name.end },
      range: { start: item.start, end: item.end },
      required: parameters.filter((parameter) => parameter.default === null).map((parameter) => parameter.name.text),
    },
  ];
}
