/**
 * Samples that have been read once, in memory that all workers share: none is decoded twice, and none lies in memory once for
 * each worker. What does not fit is read anew each time.
 */
import { totalmem } from 'node:os';
import { sizeOf } from '../../model/shape.ts';
import { type ColumnValues, CorruptError, type SampleSource } from './samples.ts';

const MOST = 2 ** 30;
/** Of the machine's memory. */
const SHARE = 1 / 8;

/** Bytes that samples may take. */
export const cacheRoom = (): number => Math.min(MOST, totalmem() * SHARE);

type Kind = 'bytes' | 'integers' | 'floats';

interface CachedColumn {
  readonly name: string;
  readonly kind: Kind;
  /** Numbers of one sample. */
  readonly length: number;
  /** Bytes from the start of the sample. */
  readonly offset: number;
}

/** Plain data over shared memory: what a worker is given of it. */
export interface SampleCache {
  readonly columns: readonly CachedColumn[];
  /** Bytes from one sample to the next. */
  readonly stride: number;
  /** 1 for each sample that is there; the first ones of the source have room. */
  readonly present: Uint8Array<SharedArrayBuffer>;
  readonly memory: SharedArrayBuffer;
}

/** Samples that are looked at to see how they lie in memory. */
const TRIES = 8;

/** `null` where samples differ in length, or none of the first can be read. */
export async function cacheFor(source: SampleSource, room: number): Promise<SampleCache | null> {
  const sample = await firstOf(source);
  if (sample === null) return null;
  const columns: CachedColumn[] = [];
  let stride = 0;
  for (const { name, shape } of source.columns) {
    const values = sample[name];
    if (values === undefined || values.length !== sizeOf(shape)) return null;
    columns.push({ name, kind: kindOf(values), length: values.length, offset: stride });
    stride += Math.ceil(values.byteLength / 4) * 4;
  }
  const samples = Math.min(source.count, Math.floor(room / Math.max(1, stride)));
  return {
    columns,
    stride,
    present: new Uint8Array(new SharedArrayBuffer(samples)),
    memory: new SharedArrayBuffer(samples * stride),
  };
}

async function firstOf(source: SampleSource): Promise<Readonly<Record<string, ColumnValues>> | null> {
  for (let index = 0; index < Math.min(TRIES, source.count); index++) {
    try {
      return await source.read(index);
    } catch (error) {
      // What stops a run is told when a batch asks for it.
      if (!(error instanceof CorruptError)) return null;
    }
  }
  return null;
}

const kindOf = (values: ColumnValues): Kind =>
  values instanceof Uint8Array ? 'bytes' : values instanceof Int32Array ? 'integers' : 'floats';

function viewOf(memory: SharedArrayBuffer, kind: Kind, offset: number, length: number): ColumnValues {
  if (kind === 'bytes') return new Uint8Array(memory, offset, length);
  return kind === 'integers' ? new Int32Array(memory, offset, length) : new Float32Array(memory, offset, length);
}

/** The same samples; each is read from the source at most once while it has room. */
export function cachedSource(source: SampleSource, cache: SampleCache): SampleSource {
  const { columns, stride, present, memory } = cache;
  const viewsOf = (index: number): Readonly<Record<string, ColumnValues>> =>
    Object.fromEntries(
      columns.map(({ name, kind, length, offset }) => [name, viewOf(memory, kind, index * stride + offset, length)]),
    );
  return {
    ...source,
    async read(index) {
      if (index >= present.length) return source.read(index);
      if (Atomics.load(present, index) === 1) return viewsOf(index);
      const values = await source.read(index);
      // One that differs from the others is for the batch to refuse.
      const fits = columns.every(
        ({ name, length, kind }) => values[name]?.length === length && kindOf(values[name]) === kind,
      );
      if (!fits) return values;
      const views = viewsOf(index);
      for (const { name } of columns) views[name].set(values[name]);
      // Two workers may come here at once: they write the same.
      Atomics.store(present, index, 1);
      return views;
    },
  };
}
