/** NumPy's .npy: magic, version, the length of a header, a Python dictionary in ASCII, then the elements. */
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
  const elements = extents.reduce((a, b) => a * b, 1);
  if (!(elements <= MOST_ELEMENTS)) throw new FormatError(`${name} says it holds ${extents.join('×')} numbers.`);
  return { type: `${type[1]}${type[2]}`, item: Number(type[2]), fortran: fortran[1] === 'True', shape: extents };
}

/** Whether the elements are whole numbers or truth values. */
export const isWhole = ({ type }: NpyHeader): boolean => 'biu'.includes(type[1] ?? '');

/** Whole numbers as they lie in memory. Those beyond 2⁵³ lose their last digits. */
export function wholeNumbers({ type, item }: NpyHeader, bytes: Uint8Array): number[] {
  const view = viewOf(bytes);
  const little = type[0] !== '>';
  const signed = type[1] === 'i';
  const at = (offset: number): number => {
    switch (item) {
      case 1:
        return signed ? view.getInt8(offset) : view.getUint8(offset);
      case 2:
        return signed ? view.getInt16(offset, little) : view.getUint16(offset, little);
      case 4:
        return signed ? view.getInt32(offset, little) : view.getUint32(offset, little);
      default:
        return Number(signed ? view.getBigInt64(offset, little) : view.getBigUint64(offset, little));
    }
  };
  return Array.from({ length: Math.floor(bytes.length / item) }, (_, i) => at(i * item));
}
