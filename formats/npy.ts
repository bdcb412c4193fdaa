/** NumPy's .npy: magic, version, the length of a header, a Python dictionary in ASCII, then the elements. */
import { sizeOf } from '../model/shape.ts';
import { FormatError, viewOf } from './reader.ts';

export interface NpyHeader {
  /** `<f4`, `|u1`, `<i8`, … */
  readonly type: string;
  /** Bytes of one element. */
  readonly item: number;
  readonly fortran: boolean;
  readonly shape: readonly number[];
  /** Where the elements start. */
  readonly start: number;
}

/** Headers are a hundred bytes long; NumPy itself refuses more than ten thousand. */
export const LARGEST_NPY_HEADER = 10_000 + 12;
const MOST_ELEMENTS = 2 ** 40;

/** `bytes` is the beginning of the file, at least `LARGEST_NPY_HEADER` or all of it. @throws FormatError */
export function readNpyHeader(name: string, bytes: Uint8Array): NpyHeader {
  const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
  if (bytes.length < 10 || magic.some((byte, i) => bytes[i] !== byte))
    throw new FormatError(`${name} is no .npy: it does not start with \\x93NUMPY.`);
  const view = viewOf(bytes);
  const wide = view.getUint8(6) >= 2;
  if (wide && bytes.length < 12) throw new FormatError(`${name} ends inside its header.`);
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true);
  const from = wide ? 12 : 10;
  const start = from + length;
  if (start > LARGEST_NPY_HEADER) throw new FormatError(`${name} says its header has ${length} bytes.`);
  if (start > bytes.length) throw new FormatError(`${name} ends inside its header.`);
  return { ...dictionary(name, String.fromCharCode(...bytes.subarray(from, start))), start };
}

function dictionary(name: string, text: string): Omit<NpyHeader, 'start'> {
  const type = /'descr'\s*:\s*'([<>|=][a-zA-Z])(\d+)'/.exec(text);
  const fortran = /'fortran_order'\s*:\s*(True|False)/.exec(text);
  const shape = /'shape'\s*:\s*\(([\d\s,L]*)\)/.exec(text);
  if (fortran === null || shape === null)
    throw new FormatError(`${name} has a header that cannot be read: ${text.trim()}`);
  if (type === null || !'biufc'.includes(type[1]?.[1] ?? ''))
    throw new FormatError(`${name} does not hold plain numbers: ${text.trim()}`);
  const extents = (shape[1] ?? '')
    .split(',')
    .flatMap((part) => (part.trim() === '' ? [] : [Number.parseInt(part, 10)]));
  const elements = sizeOf(extents);
  if (!(elements <= MOST_ELEMENTS)) throw new FormatError(`${name} says it holds ${extents.join('×')} numbers.`);
  return { type: `${type[1]}${type[2]}`, item: Number(type[2]), fortran: fortran[1] === 'True', shape: extents };
}

/** Whether the elements are whole numbers or truth values. */
export const isWhole = ({ type }: NpyHeader): boolean => 'biu'.includes(type[1] ?? '');

/** @throws FormatError when the file is shorter than its header says. */
export function requireWhole(name: string, { shape, item, start }: NpyHeader, size: number): void {
  const whole = start + sizeOf(shape) * item;
  if (size < whole)
    throw new FormatError(
      `${name} is cut off: its header says ${shape.join('×')}, ${whole} bytes in all, and it has ${size}.`,
    );
}

type ReadNumber = (view: DataView, at: number, little: boolean) => number;

/** By kind and bytes. Those beyond 2⁵³ lose their last digits. */
const readers: Readonly<Record<string, ReadNumber>> = {
  b1: (view, at) => view.getUint8(at),
  i1: (view, at) => view.getInt8(at),
  i2: (view, at, little) => view.getInt16(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  u1: (view, at) => view.getUint8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  f2: (view, at, little) => half(view.getUint16(at, little)),
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
};

/** IEEE 754 binary16: a sign, 5 bits of exponent, 10 of mantissa. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const mantissa = bits & 1023;
  if (exponent === 31) return mantissa === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? mantissa * 2 ** -24 : (1024 + mantissa) * 2 ** (exponent - 25));
}

/** How one element is read from where it lies. @throws FormatError for complex numbers and those of unusual width */
export function numberReader(name: string, { type }: NpyHeader): (view: DataView, at: number) => number {
  const read = readers[type.slice(1)];
  if (read === undefined)
    throw new FormatError(
      `${name} holds elements of type ${type}, which are not read; convert them with astype("float32").`,
    );
  const little = type[0] !== '>';
  return (view, at) => read(view, at, little);
}

/** Whole numbers as they lie in memory. */
export function wholeNumbers(header: NpyHeader, bytes: Uint8Array): number[] {
  const read = numberReader('', header);
  const view = viewOf(bytes);
  return Array.from({ length: Math.floor(bytes.length / header.item) }, (_, i) => read(view, i * header.item));
}
