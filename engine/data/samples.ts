/**
 * Samples as a source gives them: columns of numbers, read one sample at a time, in any order and by any worker.
 * Opening reads headers and lists files; what a sample holds is read when it is asked for, or lies in memory already.
 */
import type { Call } from '../../model/catalog/arguments.ts';
import type { ColumnKind } from '../../model/sources/columns.ts';

/** What a column holds of each sample. */
export interface DataColumn {
  /** As in `model/sources/columns.ts`: `image`, `class`, `box`, `features`, … */
  readonly name: string;
  /** What it really holds: `values` is settled once the files are read. */
  readonly kind: Exclude<ColumnKind, 'values'>;
  readonly role: 'sample' | 'target' | 'column';
  /**
   * Extents of one sample: height, width, channels; features; nothing for a class; 4 for a box: x and y of its left upper
   * corner, width and height, in pixels.
   */
  readonly shape: readonly number[];
  /** Of classes: their names in order. */
  readonly classes?: readonly string[];
}

/** The numbers of one column of one sample: bytes for images (0 to 255), classes as integers, the rest as floats. */
export type ColumnValues = Uint8Array | Int32Array | Float32Array;

/** An item that was left out, or made the reading stop. */
export interface CorruptItem {
  /** The file, or its place in one: `pets/cat/17.jpg`, `iris.csv, line 12`. */
  readonly item: string;
  readonly reason: string;
}

export interface SampleSource {
  readonly count: number;
  readonly columns: readonly DataColumn[];
  /** Items known to be unreadable when the source was opened; they are not counted. */
  readonly corrupt: readonly CorruptItem[];
  /**
   * Where all samples lie in memory: the numbers of each column, one sample after the other. They are put into shared
   * memory and read there by workers, which then do not open the source again.
   */
  readonly whole?: Readonly<Record<string, ColumnValues>>;
  /**
   * The columns of a sample by name. @throws CorruptError for an item that turns out to be unreadable where
   * `corrupt="skip"`, DataError where it stops the run.
   */
  read(index: number): Promise<Readonly<Record<string, ColumnValues>>>;
  close(): Promise<void>;
}

/** A source whose files are closed by whoever opened them. */
export type Samples = Omit<SampleSource, 'close'>;

/** What a worker is told to open the same source again: plain data. */
export interface SourceRequest {
  readonly source: Call;
  /** The folder of the model file. */
  readonly base: string;
  /** Of the run: generated data is made from it. */
  readonly seed: number;
}

/** One sample cannot be read; the run goes on without it. */
export class CorruptError extends Error {
  override readonly name = 'CorruptError';
  readonly item: string;

  constructor(item: string, reason: string) {
    super(`${item}: ${reason}`);
    this.item = item;
  }
}

/** The data cannot be used; the message names the file or the setting and the way out. */
export class DataError extends Error {
  override readonly name = 'DataError';
}
