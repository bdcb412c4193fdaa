/**
 * What a run says of itself: lines of `metrics.jsonl` and events for TensorBoard, and the same at once to whoever watches.
 * Nothing is kept here: who comes later reads what stands on the disk.
 */
import { EventEmitter } from 'node:events';
import type { Choice } from '../backends/choose.ts';
import type { CorruptItem } from '../data/samples.ts';
import type { EndRecord, Progress, RunInfo, RunRecord } from '../protocol/records.ts';
import { type RunFolder, readRecords } from '../runs/folder.ts';
import type { RunEvents } from './run.ts';

export interface RunLogOptions {
  readonly folder: RunFolder;
  readonly info: RunInfo;
  /** Of a run that goes on, the records that still count. */
  readonly before: readonly RunRecord[];
  /** How long it has taken so far, in seconds. */
  readonly seconds: number;
}

export class RunLog {
  readonly events = new EventEmitter<RunEvents>();
  readonly #folder: RunFolder;
  readonly #before: number;
  readonly #begun = performance.now();
  /** Items that are known to be corrupt: a run that goes on opens its data again, and finds them again. */
  readonly #corrupt: Set<string>;
  #info: RunInfo;
  #progress: Progress | null = null;
  /** An end that the disk did not take. */
  #unwritten: EndRecord | null = null;

  constructor({ folder, info, before, seconds }: RunLogOptions) {
    this.#folder = folder;
    this.#info = info;
    this.#before = seconds;
    this.#corrupt = new Set(before.flatMap((record) => (record.type === 'corrupt' ? [record.item] : [])));
    // Any number of clients may watch.
    this.events.setMaxListeners(0);
  }

  get info(): RunInfo {
    return this.#info;
  }

  get progress(): Progress | null {
    return this.#progress;
  }

  /** Everything so far, as it stands on the disk. */
  get records(): readonly RunRecord[] {
    const written = readRecords(this.#folder.path);
    return this.#unwritten === null ? written : [...written, this.#unwritten];
  }

  /** How long the run has taken, with what came before it was resumed. */
  get seconds(): number {
    return this.#before + (performance.now() - this.#begun) / 1000;
  }

  /** @throws Error when the disk is full. */
  record(record: RunRecord): void {
    this.#folder.append(record);
    this.events.emit('record', record);
  }

  corrupt({ item, reason }: CorruptItem): void {
    if (this.#corrupt.has(item)) return;
    this.#corrupt.add(item);
    this.record({ type: 'corrupt', item, reason });
  }

  /** What the run computes on, from now on in `run.json`. */
  backend({ backend, report }: Choice): void {
    const versions = { ...this.#info.versions, ...backend.versions };
    this.#info = { ...this.#info, backend: report, threads: backend.threads, versions };
    this.events.emit('info', this.#info);
    this.#folder.writeInfo(this.#info);
  }

  say(progress: Progress): void {
    this.#progress = progress;
    this.events.emit('progress', progress);
  }

  /**
   * The last record; a disk that is full takes none, and whoever watches is told all the same. `release` lets go of the
   * run before anyone is told: whoever is may go on with it at once.
   */
  end(record: EndRecord, release: () => void): void {
    try {
      this.#folder.append(record);
    } catch {
      this.#unwritten = record;
    }
    this.#folder.close();
    release();
    this.events.emit('record', record);
  }
}
