/**
 * The open documents with one analysis per version, and the files around them. Analyses are made when someone asks, so
 * that a keystroke costs the check of one file; a few are kept, the rest is made again.
 */
import type { CancellationToken, TextDocumentsConfiguration } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Around, type Checked, type Choice, check } from '../features/document.ts';
import type { FileNames } from '../features/targets.ts';
import {
  configName,
  type Diagnostic,
  type FactsOf,
  importedFile,
  Library,
  namesOf,
  Projects,
  type Uses,
  usesIn,
} from '../language/index.ts';
import { BlockUses } from './block-uses.ts';
import { DocumentData } from './document-data.ts';
import { Files } from './files.ts';
import { inTurns, Outlines } from './outlines.ts';
import { canonical, encoded } from './uri.ts';

/** Analyses kept beside their documents; the one asked for last is the last. */
const KEPT = 6;

export interface OpenDocuments {
  get(uri: string): TextDocument | undefined;
  all(): TextDocument[];
}

export class Workspace {
  readonly files: Files;
  readonly outlines: Outlines;
  readonly blockUses = new BlockUses(this);
  readonly #documents: OpenDocuments;
  readonly #create: TextDocumentsConfiguration<TextDocument>['create'];
  readonly #library: Library;
  readonly #projects: Projects;
  readonly #checked = new Map<string, Checked>();
  /** What each open document imported when it was last checked, found or not. */
  readonly #imports = new Map<string, ReadonlySet<string>>();
  /** By document and block. */
  readonly #chosen = new Map<string, Choice>();
  readonly #data: DocumentData;

  /** `changed` is told of documents of whose data something else is known than when they were checked. */
  constructor(
    documents: OpenDocuments,
    create: TextDocumentsConfiguration<TextDocument>['create'],
    changed: (uri: string) => void,
  ) {
    this.#documents = documents;
    this.#create = create;
    this.files = new Files((uri) => this.#openDocument(uri)?.getText());
    this.outlines = new Outlines(this.files, () => documents.all());
    this.#library = new Library(this.files.read);
    this.#data = new DocumentData(this.files, (uri) => {
      this.#checked.delete(uri);
      changed(uri);
    });
    this.#projects = new Projects(this.files.read);
  }

  /** The analysis of an open document as it stands. */
  find(uri: string): Checked | null {
    const document = this.#documents.get(uri);
    if (document === undefined) return null;
    const known = this.#checked.get(uri);
    this.#checked.delete(uri);
    const current = known?.analysis.text === document.getText() ? known : this.#check(document);
    this.#checked.set(uri, current);
    const [oldest] = this.#checked.keys();
    if (this.#checked.size > KEPT && oldest !== undefined) this.#checked.delete(oldest);
    return current;
  }

  /** The analysis of any file, open or on disk; of a closed one nothing is kept. */
  findFile(uri: string): Checked | null {
    const open = this.#openDocument(canonical(uri));
    if (open !== undefined) return this.find(open.uri);
    const document = this.#onDisk(uri);
    if (document === null) return null;
    const fresh = check(document, this.#around(document.uri));
    this.#release(document.uri);
    return fresh;
  }

  isOpen(uri: string): boolean {
    return this.#openDocument(canonical(uri)) !== undefined;
  }

  /** Changes when the text of the file does; `null` where there is none. */
  stateOf(uri: string): string | null {
    const open = this.#openDocument(canonical(uri));
    return open === undefined ? this.files.stamp(uri) : `version ${open.version}`;
  }

  /** The names of any file, open or on disk, without its check. */
  namesIn(uri: string): FileNames | null {
    const document = this.#openDocument(canonical(uri)) ?? this.#onDisk(uri);
    if (document === null) return null;
    const source = this.#library.of(document.uri, document.getText());
    const names = { document, tree: source.tree, names: namesOf(source, this.#library), library: this.#library };
    this.#release(document.uri);
    return names;
  }

  /** A file and all that import it, through others too. */
  async #withImporters(uri: string, token: CancellationToken): Promise<string[]> {
    const importers = new Map<string, string[]>();
    for await (const outline of this.outlines.all(token)) {
      for (const { target } of outline.imports) importers.set(target, [...(importers.get(target) ?? []), outline.uri]);
    }
    const found = [this.#openDocument(canonical(uri))?.uri ?? encoded(uri)];
    const seen = new Set(found.map(canonical));
    for (const file of found) {
      for (const importer of importers.get(canonical(file)) ?? []) {
        if (!seen.has(canonical(importer))) found.push(importer);
        seen.add(canonical(importer));
      }
    }
    return found;
  }

  async modelFilesOver(uri: string, token: CancellationToken): Promise<string[]> {
    const [, ...importers] = await this.#withImporters(uri, token);
    return importers
      .filter((file) => this.outlines.of(file)?.items.some(({ kind }) => kind === 'model'))
      .sort((a, b) => Number(this.isOpen(b)) - Number(this.isOpen(a)));
  }

  /** What the blocks of another file become in this one, open or on disk. */
  usesIn(uri: string, blocks: string): Uses | null {
    const document = this.#openDocument(canonical(uri)) ?? this.#onDisk(uri);
    if (document === null) return null;
    const of = canonical(blocks);
    const uses = usesIn(document.uri, document.getText(), {
      library: this.#library,
      config: this.#projects.of(uri).config,
      isOfBlocks: (file) => canonical(file) === of,
    });
    this.#release(document.uri);
    return uses;
  }

  /** The names of the files that can speak of what a file defines. */
  async namesAround(uri: string, token: CancellationToken): Promise<FileNames[]> {
    const names: FileNames[] = [];
    for await (const file of inTurns(await this.#withImporters(uri, token), token)) {
      const known = this.namesIn(file);
      if (known !== null) names.push(known);
    }
    return names;
  }

  /** Forgets what was said of documents that import the file, and names them; a `netwright.json` may concern all. */
  changed(uri: string): string[] {
    const file = canonical(uri);
    if (file.endsWith(`/${configName}`)) {
      this.#projects.forget();
      this.#checked.clear();
      this.blockUses.forgetAll();
      return this.#documents.all().map((document) => document.uri);
    }
    const dependents = [...this.#imports].flatMap(([other, imports]) => (imports.has(file) ? [other] : []));
    for (const other of dependents) this.#checked.delete(other);
    return dependents;
  }

  /** Forgets everything that was said, and what a `netwright.json` was; names the open documents. */
  changedAll(): string[] {
    this.#projects.forget();
    this.#checked.clear();
    this.blockUses.forgetAll();
    this.#data.again();
    return this.#documents.all().map(({ uri }) => uri);
  }

  /** What is wrong in each `netwright.json` that something was checked with, and in these, as they stand now. */
  projects(
    also: readonly string[],
  ): { readonly document: TextDocument; readonly diagnostics: readonly Diagnostic[] }[] {
    for (const uri of also) this.#projects.of(uri);
    const byUri = new Map(this.#projects.found.map((found) => [encoded(found.file ?? ''), found]));
    return [...byUri].map(([uri, { text, diagnostics }]) => ({
      document: this.#create(uri, 'json', 0, text),
      diagnostics,
    }));
  }

  closed(uri: string): void {
    this.#checked.delete(uri);
    this.#imports.delete(uri);
    this.blockUses.forget(uri);
    this.#data.close(uri);
    this.#release(uri);
  }

  choose(uri: string, block: string, choice: Choice): void {
    this.#chosen.set(`${uri} ${block}`, choice);
  }

  #check(document: TextDocument): Checked {
    const asking = this.#data.ask(document.uri);
    const fresh = check(document, this.#around(document.uri, asking?.factsOf));
    asking?.done();
    const { analysis } = fresh;
    const written = analysis.tree.items.flatMap((item) =>
      item.kind === 'import' && item.path !== null ? [importedFile(analysis.file, item.path.text)] : [],
    );
    this.#imports.set(document.uri, new Set([...analysis.imports, ...written].map(canonical)));
    return fresh;
  }

  /** Of files that are not open the data is not looked into. */
  #around(uri: string, factsOf: FactsOf = () => null): Around {
    return {
      factsOf,
      library: this.#library,
      documentOf: (file) => this.documentOf(file),
      chosen: (of, block) => this.#chosen.get(`${of} ${block}`) ?? null,
      config: this.#projects.of(uri).config,
    };
  }

  /** The tree of a file that is neither open nor imported is not kept. */
  #release(uri: string): void {
    const file = canonical(uri);
    if (this.#openDocument(file) !== undefined) return;
    if (![...this.#imports.values()].some((imports) => imports.has(file))) this.#library.forget(uri);
  }

  #openDocument(file: string): TextDocument | undefined {
    return this.#documents.get(file) ?? this.#documents.all().find(({ uri }) => canonical(uri) === file);
  }

  #onDisk(uri: string): TextDocument | null {
    const text = this.files.glance(uri);
    return text === null ? null : this.#create(encoded(uri), 'netwright', 0, text);
  }

  /** The text of any file. */
  documentOf(file: string): TextDocument | null {
    const open = this.#openDocument(canonical(file));
    if (open !== undefined) return open;
    const source = this.#library.open(file);
    return 'problem' in source ? null : this.#create(encoded(file), 'netwright', 0, source.text);
  }
}
