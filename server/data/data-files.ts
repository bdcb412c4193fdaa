/**
 * What is known of the data sets of open model files. What is not known yet is looked into in the background, what is
 * known is looked at again when its files have changed, and what nobody asks for any more is left.
 */
import { dirname } from 'node:path';
import { type DataFacts, dataFacts } from '../../formats/facts/index.ts';
import type { DataSource, FactsOf } from '../language/index.ts';
import { Disk, type Stamp } from './disk.ts';
import { runLater } from './run.ts';
import { watchFirst } from './watch.ts';

export interface DataFilesOptions {
  /** Whether a real path may be read just now. */
  mayRead(path: string): boolean;
  /** Something else is known of the data of a model file. */
  changed(file: string): void;
}

/** One analysis of a model file: whatever it asks for is wanted, whatever else it asked for before no longer is. */
export interface Asking {
  readonly factsOf: FactsOf;
  done(): void;
}

interface Known {
  readonly base: string;
  readonly data: DataSource;
  /** Paths of the model files that want it. */
  readonly wanted: Set<string>;
  facts: DataFacts | null;
  stamps: ReadonlyMap<string, Stamp>;
  reading: AbortController | null;
  unwatch: () => void;
}

export class DataFiles {
  readonly #options: DataFilesOptions;
  readonly #known = new Map<string, Known>();
  /** Readings that are going on. */
  readonly #going = new Set<Promise<void>>();

  constructor(options: DataFilesOptions) {
    this.#options = options;
  }

  /** `file` is the path of a model file. */
  ask(file: string): Asking {
    const asked = new Set<string>();
    return {
      factsOf: (data) => {
        const key = JSON.stringify([dirname(file), data]);
        asked.add(key);
        const known = this.#known.get(key) ?? this.#open(key, dirname(file), data);
        known.wanted.add(file);
        return known.facts;
      },
      done: () => this.#leave(file, asked),
    };
  }

  /** A model file is closed. */
  close(file: string): void {
    this.#leave(file, new Set());
  }

  /** Looks at everything again, as what may be read has changed. */
  again(): void {
    for (const known of this.#known.values()) this.#read(known);
  }

  /** Resolves when nothing is being read. */
  async idle(): Promise<void> {
    while (this.#going.size > 0) await Promise.all(this.#going);
  }

  dispose(): void {
    for (const [key, known] of this.#known) this.#drop(key, known);
  }

  #open(key: string, base: string, data: DataSource): Known {
    const known: Known = {
      base,
      data,
      wanted: new Set(),
      facts: null,
      stamps: new Map(),
      reading: null,
      unwatch: () => {},
    };
    this.#known.set(key, known);
    this.#read(known);
    return known;
  }

  #leave(file: string, asked: ReadonlySet<string>): void {
    for (const [key, known] of this.#known) {
      if (asked.has(key) || !known.wanted.delete(file)) continue;
      if (known.wanted.size === 0) this.#drop(key, known);
    }
  }

  #drop(key: string, known: Known): void {
    known.reading?.abort();
    known.unwatch();
    this.#known.delete(key);
  }

  #read(known: Known): void {
    known.reading?.abort();
    const reading = new AbortController();
    known.reading = reading;
    const going: Promise<void> = this.#look(known, reading.signal)
      // Given up, or a slip of ours: then it stays unknown, and the editor goes on.
      .catch(() => {})
      .finally(() => this.#going.delete(going));
    this.#going.add(going);
  }

  async #look(known: Known, signal: AbortSignal): Promise<void> {
    const { base, data } = known;
    const disk = new Disk({ base, mayRead: (path) => this.#options.mayRead(path) });
    const facts = await runLater(dataFacts(data.source, data.split), disk, signal);
    known.reading = null;
    known.stamps = disk.stamps;
    known.unwatch();
    known.unwatch = watchFirst([...disk.stamps.keys()], () => void this.#compare(known));
    const same = JSON.stringify(facts) === JSON.stringify(known.facts);
    known.facts = facts;
    if (!same) for (const file of known.wanted) this.#options.changed(file);
  }

  /** Reads again where something has changed. */
  async #compare(known: Known): Promise<void> {
    if (known.reading !== null) return;
    const disk = new Disk({ base: known.base });
    for (const [path, stamp] of known.stamps) {
      if ((await disk.stampOf(path)) === stamp) continue;
      if (known.wanted.size > 0) this.#read(known);
      return;
    }
  }
}
