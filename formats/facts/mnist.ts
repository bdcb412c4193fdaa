import type { Call } from '../../model/catalog/arguments.ts';
import { readIdxHeader } from '../idx.ts';
import { FormatError, viewOf } from '../reader.ts';
import { AbsentError, bytesOf, join, LARGEST_READ, nameOf, prefixSource, type Reading, statOf } from '../reading.ts';
import { type DataFacts, unknownFacts } from './facts.ts';

const IMAGES = 'train-images-idx3-ubyte';
const LABELS = 'train-labels-idx1-ubyte';
/** Magic, and four dimensions at most. */
const HEADER = 20;

/** Counts and sizes from the headers; the labels are read as well, a byte for each image. */
export function* mnistFacts({ args }: Call): Reading<DataFacts> {
  const folder = String(args.folder);
  const images = yield* openIdx(folder, IMAGES);
  const labels = yield* openIdx(folder, LABELS);
  if (images.shape.length !== 3)
    throw new FormatError(`${IMAGES} has ${images.shape.length} dimensions; images have 3: count, height, width.`);
  if (labels.shape.length !== 1)
    throw new FormatError(`${LABELS} has ${labels.shape.length} dimensions; labels have 1.`);
  const [count, height, width] = images.shape as [number, number, number];
  if (count !== labels.shape[0])
    throw new FormatError(`${folder} holds ${count} images and ${labels.shape[0]} labels; each image has one.`);
  const first = 4 + 4 * labels.shape.length;
  const known = count > 0 && count <= LARGEST_READ;
  const bytes = known ? yield* labels.read(first, count) : null;
  return { ...unknownFacts, count, shape: [height, width, 1], classes: bytes === null ? null : largest(bytes) + 1 };
}

interface OpenIdx {
  readonly shape: readonly number[];
  read(offset: number, length: number): Reading<Uint8Array>;
}

/** The plain file or the packed one. */
function* openIdx(folder: string, name: string): Reading<OpenIdx> {
  for (const path of [join(folder, name), join(folder, `${name}.gz`)]) {
    const stat = yield* statOf(path);
    if (stat === null) continue;
    const packed = path.endsWith('.gz');
    const read = (offset: number, length: number) =>
      packed ? bytesOf(path, 0, length, { as: 'gzip', skip: offset }) : bytesOf(path, offset, length);
    const size = packed ? yield* unpackedSize(path, stat.size) : stat.size;
    const shape = readIdxHeader(prefixSource(nameOf(path), size, yield* read(0, HEADER)));
    return { shape, read };
  }
  const message = `There is no ${name} (nor ${name}.gz) in ${folder}; mnist("…") names the folder that holds both ${IMAGES} and ${LABELS}.`;
  throw new AbsentError({ kind: 'missing', message });
}

/** The last four bytes of gzip: the length of what is packed, modulo 2³² (RFC 1952). */
function* unpackedSize(path: string, size: number): Reading<number> {
  const end = yield* bytesOf(path, Math.max(0, size - 4), 4);
  if (end.length < 4) throw new FormatError(`${nameOf(path)} is ${size} bytes long: too short for gzip.`);
  return viewOf(end).getUint32(0, true);
}

const largest = (bytes: Uint8Array): number => bytes.reduce((a, b) => Math.max(a, b), 0);
