/**
 * IDX, the format of the MNIST database (LeCun, Cortes and Burges): two zero bytes, a type, the number of dimensions,
 * each dimension as a big-endian 32-bit number, then the data row by row.
 */
import { sizeOf } from '../model/shape.ts';
import { FormatError, type Source, viewOf } from './reader.ts';

/** Unsigned byte, the only type that image and label files use. */
const UINT8 = 0x08;
/** More than any set of this format holds, and what fits in memory. */
const LARGEST = 2 ** 31;

export interface IdxArray {
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/** The dimensions from the header alone. */
export function readIdxHeader(source: Source): readonly number[] {
  const { name, size } = source;
  if (size < 4) throw new FormatError(`${name} is ${size} bytes long: too short for an IDX file.`);
  const [zero0, zero1, type, rank] = source.read(0, 4);
  if (zero0 !== 0 || zero1 !== 0) {
    const gzip = zero0 === 0x1f && zero1 === 0x8b ? ' It is compressed with gzip: name it .gz.' : '';
    throw new FormatError(
      `${name} is not an IDX file: it starts with ${hex(source.read(0, 4))}, not with two zero bytes.${gzip}`,
    );
  }
  if (type !== UINT8)
    throw new FormatError(
      `${name} holds elements of type 0x${type.toString(16)}; images and labels are unsigned bytes, 0x08.`,
    );
  if (rank < 1 || rank > 4)
    throw new FormatError(`${name} says it has ${rank} dimensions; labels have 1 and images 3.`);
  const head = 4 + 4 * rank;
  if (size < head) throw new FormatError(`${name} ends inside its header: ${size} bytes of ${head}.`);
  const view = viewOf(source.read(4, 4 * rank));
  const shape = Array.from({ length: rank }, (_, i) => view.getUint32(4 * i));
  const count = sizeOf(shape);
  if (count > LARGEST) throw new FormatError(`${name} says it holds ${shape.join('×')} bytes, more than ${LARGEST}.`);
  if (size !== head + count) {
    const fault = size < head + count ? 'is cut off' : 'has bytes left over';
    throw new FormatError(
      `${name} ${fault}: its header says ${shape.join('×')}, ${head + count} bytes in all, and it has ${size}.`,
    );
  }
  return shape;
}

export function readIdx(source: Source): IdxArray {
  const shape = readIdxHeader(source);
  const head = 4 + 4 * shape.length;
  return { shape, data: source.read(head, source.size - head) };
}

export function writeIdx({ shape, data }: IdxArray): Uint8Array {
  const head = 4 + 4 * shape.length;
  const bytes = new Uint8Array(head + data.length);
  bytes.set([0, 0, UINT8, shape.length]);
  const view = new DataView(bytes.buffer);
  for (const [i, extent] of shape.entries()) view.setUint32(4 + 4 * i, extent);
  bytes.set(data, head);
  return bytes;
}

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
