import type { Call } from '../../model/catalog/arguments.ts';
import { isWhole, LARGEST_NPY_HEADER, type NpyHeader, readNpyHeader, requireWhole, wholeNumbers } from '../npy.ts';
import { FormatError } from '../reader.ts';
import { AbsentError, bytesOf, LARGEST_READ, nameOf, type Reading, statOf } from '../reading.ts';
import { arrayEntry, LARGEST_ZIP_END, ZIP_LOCAL_HEADER, zipContents, zipDirectory, zipEntries } from '../zip.ts';
import { type DataFacts, unknownFacts } from './facts.ts';

interface OpenArray {
  readonly name: string;
  readonly header: NpyHeader;
  read(offset: number, length: number): Reading<Uint8Array>;
}

/** Shapes from the headers; labels are read where they are whole numbers, one for each sample. */
export function* npyFacts({ args }: Call): Reading<DataFacts> {
  const file = String(args.file);
  const labels = String(args.labels ?? '');
  const packed = file.endsWith('.npz');
  const x = packed ? yield* openPacked(file, String(args.x)) : yield* openPlain(file);
  const y = packed ? yield* openPacked(file, String(args.y)) : labels === '' ? null : yield* openPlain(labels);
  const [count = 0, ...shape] = x.header.shape;
  if (shape.length === 0 || shape.length > 4)
    throw new FormatError(
      `${x.name} has ${x.header.shape.length} dimensions; the first counts samples, and a sample has 1 to 4.`,
    );
  if (y === null) return { ...unknownFacts, count, shape };
  const [others = 0, ...target] = y.header.shape;
  if (others !== count)
    throw new FormatError(`${x.name} holds ${count} samples and ${y.name} ${others} labels; each sample has one.`);
  const single = target.every((extent) => extent === 1);
  if (!isWhole(y.header)) return { ...unknownFacts, count, shape, target: { kind: 'numbers', shape: target } };
  if (!single) return { ...unknownFacts, count, shape, target: { kind: 'values', shape: target } };
  const length = count * y.header.item;
  const known = length > 0 && length <= LARGEST_READ;
  const values = known ? wholeNumbers(y.header, yield* y.read(y.header.start, length)) : [];
  const classes = values.length === 0 ? null : values.reduce((a, b) => Math.max(a, b), 0) + 1;
  return { ...unknownFacts, count, shape, classes, target: { kind: 'class', shape: [] } };
}

function* openPlain(path: string): Reading<OpenArray> {
  const stat = yield* statOf(path);
  if (stat === null) throw new AbsentError({ kind: 'missing', message: `There is no file ${path}.` });
  const name = nameOf(path);
  const header = readNpyHeader(name, yield* bytesOf(path, 0, LARGEST_NPY_HEADER));
  requireWhole(name, header, stat.size);
  return { name, header, read: (offset, length) => bytesOf(path, offset, length) };
}

function* openPacked(path: string, array: string): Reading<OpenArray> {
  const stat = yield* statOf(path);
  if (stat === null) throw new AbsentError({ kind: 'missing', message: `There is no file ${path}.` });
  const name = nameOf(path);
  const tail = yield* bytesOf(path, Math.max(0, stat.size - LARGEST_ZIP_END), LARGEST_ZIP_END);
  const { offset, length } = zipDirectory(name, tail, stat.size);
  const entries = zipEntries(name, yield* bytesOf(path, offset, length));
  const entry = arrayEntry(name, entries, array);
  const start = zipContents(name, entry, yield* bytesOf(path, entry.offset, ZIP_LOCAL_HEADER));
  const read = (from: number, count: number) =>
    entry.method === 0
      ? bytesOf(path, start + from, count)
      : bytesOf(path, start, count, { as: 'deflate', skip: from });
  return { name: `${array} of ${name}`, header: readNpyHeader(name, yield* read(0, LARGEST_NPY_HEADER)), read };
}
