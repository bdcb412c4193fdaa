/**
 * The open documents with one analysis per version, and what they import. Analyses are made when someone asks, so that
 * a keystroke costs the check of one file; a few are kept, the rest is made again.
 */
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Checked, check } from '../features/document.ts';
import { importedFile, Library } from '../language/index.ts';
import { Files } from './files.ts';
import { canonical, encoded } from './uri.ts';

/** Analyses kept beside their documents; the one asked for last is the last. */
const KEPT = 8;

export interface OpenDocuments {
  get(uri: string): TextDocument | undefined;
  all(): TextDocument[];
}

export class Workspace {
  readonly files: Files;
  readonly #documents: OpenDocuments;
  readonly #library: Library;
  readonly #checked = new Map<string, Checked>();
  /** What each open document imported when it was last checked, found or not. */
  readonly #imports = new Map<string, ReadonlySet<string>>();
  /** By document and block. */
  readonly #chosen = new Map<string, number>();

  constructor(documents: OpenDocuments) {
    this.#documents = documents;
    this.files = new Files((uri) => this.#openDocument(uri)?.getText());
    this.#library = new Library(this.files.read);
  }

  /** The analysis of an open document as it stands. */
  find(uri: string): Checked | null {
    const document = this.#documents.get(uri);
    if (document === undefined) return null;
    const known = this.#checked.get(uri);
    this.#checked.delete(uri);
    const current =
      known?.document.version === document.version && known.analysis.text === document.getText()
        ? known
        : this.#check(document);
    this.#checked.set(uri, current);
    const [oldest] = this.#checked.keys();
    if (this.#checked.size > KEPT && oldest !== undefined) this.#checked.delete(oldest);
    return current;
  }

  /** Forgets what was said of documents that import the file, and names them. */
  changed(uri: string): string[] {
    const file = canonical(uri);
    const dependents = [...this.#imports].flatMap(([other, imports]) => (imports.has(file) ? [other] : []));
    for (const other of dependents) this.#checked.delete(other);
    return dependents;
  }

  /** Forgets everything that was said; names the open documents. */
  changedAll(): string[] {
    this.#checked.clear();
    return this.#documents.all().map(({ uri }) => uri);
  }

  closed(uri: string): void {
    this.#checked.delete(uri);
    this.#imports.delete(uri);
    this.#library.forget(uri);
  }

  choose(uri: string, block: string, index: number): void {
    this.#chosen.set(`${uri} ${block}`, index);
  }

  #check(document: TextDocument): Checked {
    const fresh = check(document, {
      library: this.#library,
      documentOf: (file) => this.#documentOf(file),
      chosen: (uri, block) => this.#chosen.get(`${uri} ${block}`) ?? 0,
    });
    const { analysis } = fresh;
    const written = analysis.tree.items.flatMap((item) =>
      item.kind === 'import' && item.path !== null ? [importedFile(analysis.file, item.path.text)] : [],
    );
    this.#imports.set(document.uri, new Set([...analysis.imports, ...written].map(canonical)));
    return fresh;
  }

  #openDocument(file: string): TextDocument | undefined {
    return this.#documents.get(file) ?? this.#documents.all().find(({ uri }) => canonical(uri) === file);
  }

  #documentOf(file: string): TextDocument | null {
    const open = this.#openDocument(canonical(file));
    if (open !== undefined) return open;
    const source = this.#library.open(file);
    return 'problem' in source ? null : TextDocument.create(encoded(file), 'netwright', 0, source.text);
  }
}
