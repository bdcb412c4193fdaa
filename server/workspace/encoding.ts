/**
 * Positions as the editor counts them. Everything in the server counts in UTF-16 code units, as JavaScript does; an
 * editor that counts bytes of UTF-8 is translated here and nowhere else.
 */
import {
  type Position,
  PositionEncodingKind,
  type Range,
  type TextDocumentContentChangeEvent,
  type TextDocumentsConfiguration,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** The first encoding of the editor's list that the server speaks; UTF-16 where it has none. */
export const chooseEncoding = (offered: readonly PositionEncodingKind[] = []): PositionEncodingKind =>
  offered.find((kind) => kind === PositionEncodingKind.UTF16 || kind === PositionEncodingKind.UTF8) ??
  PositionEncodingKind.UTF16;

/** Documents in the encoding that holds when they are made. */
export const documentsIn = (encoding: () => PositionEncodingKind): TextDocumentsConfiguration<TextDocument> => ({
  create(uri, languageId, version, text) {
    const document = TextDocument.create(uri, languageId, version, text);
    return encoding() === PositionEncodingKind.UTF8 ? new Utf8Document(document) : document;
  },
  update: (document, changes, version) =>
    document instanceof Utf8Document
      ? document.update(changes, version)
      : TextDocument.update(document, changes, version),
});

class Utf8Document implements TextDocument {
  readonly #inner: TextDocument;

  constructor(inner: TextDocument) {
    this.#inner = inner;
  }

  get uri() {
    return this.#inner.uri;
  }
  get languageId() {
    return this.#inner.languageId;
  }
  get version() {
    return this.#inner.version;
  }
  get lineCount() {
    return this.#inner.lineCount;
  }

  getEOLCharacters(line: number): string {
    return this.#inner.getEOLCharacters(line);
  }
  getLineRange(line: number): Range {
    const { start, end } = this.#inner.getLineRange(line);
    return { start: this.#outward(start), end: this.#outward(end) };
  }

  getText(range?: Range): string {
    const text = this.#inner.getText();
    return range === undefined ? text : text.slice(this.offsetAt(range.start), this.offsetAt(range.end));
  }

  positionAt(offset: number): Position {
    return this.#outward(this.#inner.positionAt(offset));
  }

  #outward({ line, character }: Position): Position {
    const start = this.#inner.offsetAt({ line, character: 0 });
    return { line, character: bytesOf(this.#inner.getText().slice(start, start + character)) };
  }

  /** A place within a character is moved to its start, one behind the line to its end. */
  offsetAt({ line, character }: Position): number {
    const start = this.#inner.offsetAt({ line, character: 0 });
    const end = this.#inner.offsetAt({ line, character: Number.MAX_SAFE_INTEGER });
    let at = start;
    let bytes = 0;
    for (const point of this.#inner.getText().slice(start, end)) {
      bytes += bytesOf(point);
      if (bytes > character) break;
      at += point.length;
    }
    return at;
  }

  update(changes: readonly TextDocumentContentChangeEvent[], version: number): this {
    for (const change of changes) {
      const range = 'range' in change ? change.range : undefined;
      const inner = range === undefined ? { text: change.text } : { text: change.text, range: this.#inward(range) };
      TextDocument.update(this.#inner, [inner], version);
    }
    return this;
  }

  #inward({ start, end }: Range): Range {
    const inward = (position: Position) => this.#inner.positionAt(this.offsetAt(position));
    return { start: inward(start), end: inward(end) };
  }
}

/** Bytes of UTF-8: 1, 2 or 3 for a code unit, 4 for a pair of surrogates. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
  }
  return bytes;
}
