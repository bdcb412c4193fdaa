/** An array of NumPy whose first axis counts samples: a file, or a part of a .npz. */
import { inflateRawSync } from 'node:zlib';
import {
  LARGEST_NPY_HEADER,
  type NpyHeader,
  numberReader,
  readNpyHeader,
  requireWhole,
} from '../../../../formats/npy.ts';
import { bytesSource, FormatError, type Source, viewOf } from '../../../../formats/reader.ts';
import {
  arrayEntry,
  LARGEST_ZIP_END,
  ZIP_LOCAL_HEADER,
  zipContents,
  zipDirectory,
  zipEntries,
} from '../../../../formats/zip.ts';
import { sizeOf } from '../../../../model/shape.ts';

/** What is taken into memory as a whole: unpacked parts, and arrays in Fortran order. */
const LARGEST = 2 ** 31 - 1;

export interface NpyArray {
  /** For messages. */
  readonly name: string;
  readonly header: NpyHeader;
  readonly count: number;
  /** Extents of one sample. */
  readonly shape: readonly number[];
  /** The elements of a sample, row by row. */
  read(index: number): Float64Array;
  /** Of type `u1`, as they lie there. */
  bytes(index: number): Uint8Array;
}

/** `name` is that of the array, where the file is a .npz. @throws DataError or FormatError */
export const openArray = (file: Source, name: string): NpyArray =>
  arrayIn(file.name.toLowerCase().endsWith('.npz') ? partOf(file, name) : file);

function partOf(file: Source, array: string): Source {
  const tail = Math.min(file.size, LARGEST_ZIP_END);
  const { offset, length } = zipDirectory(file.name, file.read(file.size - tail, tail), file.size);
  const entry = arrayEntry(file.name, zipEntries(file.name, file.read(offset, length)), array);
  const within = (from: number, count: number) => {
    if (from + count > file.size) throw new FormatError(`${file.name} is cut off: ${array} lies behind its end.`);
    return file.read(from, count);
  };
  const start = zipContents(file.name, entry, within(entry.offset, ZIP_LOCAL_HEADER));
  const name = `${array} of ${file.name}`;
  if (entry.method === 0) {
    within(start, 0);
    return { name, size: Math.min(entry.size, file.size - start), read: (at, count) => within(start + at, count) };
  }
  if (entry.size > LARGEST)
    throw new FormatError(`${name} unpacks to ${entry.size} bytes; at most ${LARGEST} are read.`);
  try {
    return bytesSource(name, inflateRawSync(within(start, entry.packed), { maxOutputLength: Math.max(1, entry.size) }));
  } catch (error) {
    if (error instanceof FormatError) throw error;
    const large = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new FormatError(`${name} ${large ? `unpacks to more than the ${entry.size} bytes it says` : 'is damaged'}.`);
  }
}

function arrayIn(source: Source): NpyArray {
  const { name } = source;
  const header = readNpyHeader(name, source.read(0, Math.min(source.size, LARGEST_NPY_HEADER)));
  requireWhole(name, header, source.size);
  const [count = 0, ...shape] = header.shape;
  const { item, start, fortran } = header;
  const size = sizeOf(shape);
  const number = numberReader(name, header);
  const bytes = fortran
    ? fortranBytes(source, header)
    : (index: number) => source.read(start + index * size * item, size * item);
  return {
    name,
    header,
    count,
    shape,
    bytes,
    read(index) {
      const view = viewOf(bytes(index));
      return Float64Array.from({ length: size }, (_, i) => number(view, i * item));
    },
  };
}

/** The first index runs fastest: a sample is spread over the whole array, which is taken into memory. */
function fortranBytes(
  source: Source,
  { shape: [count = 0, ...shape], item, start }: NpyHeader,
): (index: number) => Uint8Array {
  const size = sizeOf(shape);
  if (count * size * item > LARGEST)
    throw new FormatError(
      `${source.name} lies in Fortran order and has ${count * size * item} bytes, more than ${LARGEST}; write it with numpy.ascontiguousarray.`,
    );
  const all = source.read(start, count * size * item);
  return (index) => {
    const bytes = new Uint8Array(size * item);
    for (let i = 0; i < size; i++) {
      let rest = i;
      let at = 0;
      // From the last index, the fastest in the order of rows, to the first.
      for (let axis = shape.length - 1; axis >= 0; axis--) {
        const place = rest % shape[axis];
        rest = Math.floor(rest / shape[axis]);
        at += place * count * sizeOf(shape.slice(0, axis));
      }
      bytes.set(all.subarray((index + at) * item, (index + at + 1) * item), i * item);
    }
    return bytes;
  };
}
