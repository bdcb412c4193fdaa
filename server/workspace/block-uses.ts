/**
 * What the blocks of open documents become in the files that import them, open documents first. It is found out when
 * someone looks at the blocks, file by file; what is known of a file is kept until that or something it imports changes.
 */
import type { CancellationToken } from 'vscode-languageserver';
import type { Checked } from '../features/document.ts';
import { type Uses, withUses } from '../language/index.ts';
import { inTurns } from './outlines.ts';

/** Files looked into for one document. */
const MOST_FILES = 16;
/** Documents of which it is kept. */
const KEPT = 2;

export interface Importers {
  /** Files with models that import this one, also through others; open ones first. */
  modelFilesOver(uri: string, token: CancellationToken): Promise<readonly string[]>;
  usesIn(uri: string, blocks: string): Uses | null;
  /** Changes when the text of the file does. */
  stateOf(uri: string): string | null;
}

interface Known {
  /** What was read, each with its state. */
  readonly read: ReadonlyMap<string, string | null>;
  readonly uses: Uses;
}

export class BlockUses {
  readonly #importers: Importers;
  /** By document and file; the document asked for last is the last. */
  readonly #known = new Map<string, Map<string, Known>>();

  constructor(importers: Importers) {
    this.#importers = importers;
  }

  /** The document with the instantiations of its blocks elsewhere. @throws ResponseError when cancelled. */
  async around(checked: Checked, token: CancellationToken): Promise<Checked> {
    const { uri } = checked.document;
    if (checked.analysis.blocks.length === 0) return checked;
    const files = (await this.#importers.modelFilesOver(uri, token)).slice(0, MOST_FILES);
    const known = this.#keep(uri);
    for (const file of known.keys()) if (!files.includes(file)) known.delete(file);
    const found: Uses[] = [];
    for await (const file of inTurns(files, token)) {
      const before = known.get(file);
      const now = before !== undefined && this.#holds(before) ? before : this.#look(file, uri);
      if (now === null) continue;
      known.set(file, now);
      found.push(now.uses);
    }
    return found.length === 0 ? checked : { ...checked, analysis: withUses(checked.analysis, found) };
  }

  /** Whether what is shown of other documents was read from this one. */
  isShownElsewhere(uri: string): boolean {
    return [...this.#known].some(([document, files]) => document !== uri && files.has(uri));
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }

  forgetAll(): void {
    this.#known.clear();
  }

  #keep(uri: string): Map<string, Known> {
    const known = this.#known.get(uri) ?? new Map<string, Known>();
    this.#known.delete(uri);
    this.#known.set(uri, known);
    const [oldest] = this.#known.keys();
    if (this.#known.size > KEPT && oldest !== undefined) this.#known.delete(oldest);
    return known;
  }

  #holds({ read }: Known): boolean {
    return [...read].every(([file, state]) => this.#importers.stateOf(file) === state);
  }

  #look(file: string, blocks: string): Known | null {
    const uses = this.#importers.usesIn(file, blocks);
    if (uses === null) return null;
    return { read: new Map([file, ...uses.imports].map((one) => [one, this.#importers.stateOf(one)])), uses };
  }
}
