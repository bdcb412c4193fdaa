/** Files in memory, answered as a disk would, with a count of what was asked for. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { FileAnswer, FileRequest, Reading } from '../reading.ts';
import { type DataFacts, dataFacts } from './index.ts';

type Files = Readonly<Record<string, Uint8Array | string>>;
type Unpack = (bytes: Uint8Array, as: 'gzip' | 'deflate') => Uint8Array;

export const bytesIn = (contents: Uint8Array | string): Uint8Array =>
  typeof contents === 'string' ? new TextEncoder().encode(contents) : contents;

function answer(request: FileRequest, files: Files, unpack: Unpack | undefined): FileAnswer {
  const { path } = request;
  const contents = files[path];
  const inside = Object.keys(files).filter((name) => name.startsWith(`${path}/`));
  if (contents === undefined && inside.length === 0) return { kind: 'missing', message: `There is no ${path}.` };
  if (request.kind === 'stat')
    return {
      kind: 'stat',
      folder: contents === undefined,
      size: contents === undefined ? 0 : bytesIn(contents).length,
    };
  if (request.kind === 'list') {
    const names = new Map(inside.map((name) => [name.slice(path.length + 1).split('/')[0] ?? '', name]));
    return {
      kind: 'list',
      entries: [...names].map(([name, whole]) => ({ name, folder: whole !== `${path}/${name}` })),
    };
  }
  if (contents === undefined) return { kind: 'refused', message: `${path} is no file.` };
  const { offset, length, packed } = request;
  const bytes = bytesIn(contents).subarray(offset);
  if (packed === undefined) return { kind: 'bytes', bytes: bytes.subarray(0, length) };
  return { kind: 'bytes', bytes: (unpack as Unpack)(bytes, packed.as).subarray(packed.skip, packed.skip + length) };
}

export function runIn<T>(
  reading: Reading<T>,
  files: Files,
  unpack?: Unpack,
): { readonly value: T; readonly asked: readonly FileRequest[] } {
  const asked: FileRequest[] = [];
  let step = reading.next();
  while (step.done !== true) {
    asked.push(step.value);
    step = reading.next(answer(step.value, files, unpack));
  }
  return { value: step.value, asked };
}

/** What is known of a source whose files are these. */
export const factsIn = (source: Call, files: Files, unpack?: Unpack, split: Call | null = null): DataFacts =>
  runIn(dataFacts(source, split), files, unpack).value;

/** A call with arguments as the catalog would hand them on. */
export const call = (name: string, args: Call['args']): Call => ({ name, args });
