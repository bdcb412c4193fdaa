/** The source of a data set; two where the parts are in folders of their own. */
import { dirname, join } from 'node:path';
import type { Call } from '../../model/catalog/arguments.ts';
import type { DatasetRequest, Part } from './dataset.ts';
import { inSharedMemory, memorySource } from './memory-source.ts';
import type { SourceOrigin } from './pipeline/maker.ts';
import { cachedSource, cacheFor, cacheRoom, type SampleCache } from './sample-cache.ts';
import { type CorruptItem, type DataColumn, DataError, type SampleSource } from './samples.ts';
import type { OpenSource } from './sources/index.ts';
import { type Split, splitOf } from './split.ts';

interface OpenedOrigin {
  readonly source: SampleSource;
  readonly cache: SampleCache | null;
  /** What workers are told of it. */
  readonly told: SourceOrigin;
}

export class OpenedSources {
  readonly opened: SampleSource[];
  readonly #origins: readonly OpenedOrigin[];
  readonly #request: DatasetRequest;

  constructor(origins: readonly OpenedOrigin[], request: DatasetRequest) {
    this.opened = origins.map(({ source, cache }) => (cache === null ? source : cachedSource(source, cache)));
    this.#origins = origins;
    this.#request = request;
  }

  get columns(): readonly DataColumn[] {
    return this.opened[0].columns;
  }

  get corrupt(): readonly CorruptItem[] {
    return this.opened.flatMap(({ corrupt }) => corrupt);
  }

  /** Windows of a text follow each other. */
  get ordered(): boolean {
    return this.columns.some(({ kind, role }) => kind === 'tokens' && role === 'sample');
  }

  indexOf(part: Part): 0 | 1 {
    return part === 'val' && this.opened.length > 1 ? 1 : 0;
  }

  split(fold: number): Split {
    const { data, seed } = this.#request;
    const [train, val] = this.opened;
    if (val !== undefined) return { train: upTo(train.count), val: upTo(val.count) };
    return splitOf(data.split, { count: train.count, seed, fold, ordered: this.ordered });
  }

  /** What workers open. Samples in memory are put where all see them, and read there by this thread too. */
  shared(): SourceOrigin[] {
    return this.opened.map(({ columns, whole }, i) => {
      if (whole === undefined) return this.#origins[i].told;
      const shared = inSharedMemory(whole);
      this.opened[i] = memorySource(columns, shared);
      return { columns, whole: shared };
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.opened.map((source) => source.close()));
  }
}

const upTo = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, i) => i);

export async function openSources(request: DatasetRequest, open: OpenSource): Promise<OpenedSources> {
  const { data, seed, file } = request;
  const base = dirname(file);
  const requests = sourcesOf(data.source, data.split).map((source) => ({ source, base, seed }));
  const opened: SampleSource[] = [];
  try {
    for (const each of requests) {
      const source = await open(each);
      opened.push(source);
      if (source.count === 0) throw new DataError(`${data.name} has no samples${folderOf(each.source)}.`);
    }
    const [train, val] = opened;
    if (val !== undefined) sameColumns(train, val, data.name);
    const origins: OpenedOrigin[] = [];
    for (const [i, source] of opened.entries()) {
      const cache = source.whole === undefined ? await cacheFor(source, cacheRoom() / opened.length) : null;
      origins.push({ source, cache, told: { request: requests[i], cache } });
    }
    return new OpenedSources(origins, request);
  } catch (error) {
    await Promise.all(opened.map((source) => source.close()));
    throw error;
  }
}

const folderOf = ({ args }: Call): string => (typeof args.folder === 'string' ? ` in ${args.folder}` : '');

/** Training first; with `folders` one for each part, below the folder of the source. */
export function sourcesOf(source: Call, split: Call): readonly Call[] {
  if (split.name !== 'folders') return [source];
  const { folder } = source.args;
  if (typeof folder !== 'string')
    throw new DataError(`folders() takes parts that lie in folders; ${source.name} has no folder. Use holdout(val=…).`);
  return [split.args.train, split.args.val].map((part) => ({
    ...source,
    args: { ...source.args, folder: join(folder, String(part)) },
  }));
}

function sameColumns(train: SampleSource, val: SampleSource, data: string): void {
  for (const { name, classes = [] } of train.columns) {
    const other = val.columns.find((column) => column.name === name)?.classes ?? [];
    if (String(classes) === String(other)) continue;
    const apart = [...new Set([...classes, ...other])].filter(
      (each) => !(classes.includes(each) && other.includes(each)),
    );
    throw new DataError(
      `The parts of ${data} have different classes: ${classes.length} to train on, ${other.length} to validate with; ${apart.slice(0, 5).join(', ')} ${apart.length === 1 ? 'is' : 'are'} in one only. Both folders have to have the same.`,
    );
  }
}
