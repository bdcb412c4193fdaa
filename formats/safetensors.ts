/**
 * Safetensors: the length of a JSON header as a little-endian 64-bit number, the header, then the tensors one after
 * another without gaps. Only data: nothing in a file is ever run.
 */
import { sizeOf } from '../model/shape.ts';
import { FormatError, type Source, viewOf } from './reader.ts';

/** The bound of the format's own implementation. */
const LARGEST_HEADER = 100_000_000;
const FLOAT = 4;

export interface SafeTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export interface SafeTensors {
  readonly tensors: ReadonlyMap<string, SafeTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** Tensors in the order of their names; the header is padded so that data starts at a multiple of 8. */
export function writeSafetensors({ tensors, metadata }: SafeTensors): Uint8Array {
  const sorted = [...tensors].sort(([a], [b]) => (a < b ? -1 : 1));
  const header: Record<string, unknown> = Object.keys(metadata).length === 0 ? {} : { __metadata__: metadata };
  let end = 0;
  for (const [name, { shape, data }] of sorted) {
    header[name] = { dtype: 'F32', shape, data_offsets: [end, end + data.length * FLOAT] };
    end += data.length * FLOAT;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const head = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + head + end).fill(0x20, 8, 8 + head);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(head), true);
  bytes.set(text, 8);
  let at = 8 + head;
  for (const [, { data }] of sorted) {
    for (const value of data) {
      view.setFloat32(at, value, true);
      at += FLOAT;
    }
  }
  return bytes;
}

export function readSafetensors(source: Source): SafeTensors {
  const { name, size } = source;
  if (size < 8) throw new FormatError(`${name} is ${size} bytes long: too short for a safetensors file.`);
  const head = Number(viewOf(source.read(0, 8)).getBigUint64(0, true));
  if (head > LARGEST_HEADER || head > size - 8) {
    throw new FormatError(
      `${name} says its header has ${head} bytes and is ${size} bytes long: it is no safetensors file, or it is cut off.`,
    );
  }
  const header = parseHeader(name, source.read(8, head));
  const tensors = new Map<string, SafeTensor>();
  let expected = 0;
  for (const [key, entry] of header.entries) {
    const [begin, end] = entry.data_offsets;
    const count = sizeOf(entry.shape);
    if (entry.dtype !== 'F32') throw new FormatError(`${name}: ${key} is of type ${entry.dtype}; only F32 is read.`);
    if (begin !== expected || end - begin !== count * FLOAT || 8 + head + end > size) {
      throw new FormatError(
        `${name}: ${key} of ${entry.shape.join('×')} should lie at ${expected} to ${expected + count * FLOAT}; the header says ${begin} to ${end}.`,
      );
    }
    const view = viewOf(source.read(8 + head + begin, end - begin));
    tensors.set(key, {
      shape: entry.shape,
      data: Float32Array.from({ length: count }, (_, i) => view.getFloat32(i * FLOAT, true)),
    });
    expected = end;
  }
  if (8 + head + expected !== size)
    throw new FormatError(`${name} has ${size - 8 - head - expected} bytes after its last tensor.`);
  return { tensors, metadata: header.metadata };
}

/** Entries in the order they lie in the file. */
function parseHeader(
  name: string,
  bytes: Uint8Array,
): { entries: [string, Entry][]; metadata: Record<string, string> } {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new FormatError(`${name}: the header is not JSON.`);
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header))
    throw new FormatError(`${name}: the header is not an object.`);
  const { __metadata__: metadata = {}, ...rest } = header as Record<string, unknown>;
  const entries = Object.entries(rest).map(([key, entry]): [string, Entry] => {
    if (!isEntry(entry))
      throw new FormatError(`${name}: the header's entry for ${key} has no type, shape and offsets.`);
    return [key, entry];
  });
  if (!isTexts(metadata)) throw new FormatError(`${name}: __metadata__ maps names to texts only.`);
  return { entries: entries.sort(([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0]), metadata };
}

const isNatural = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const { dtype, shape, data_offsets: offsets } = value as Record<string, unknown>;
  return (
    typeof dtype === 'string' &&
    Array.isArray(shape) &&
    shape.every(isNatural) &&
    Array.isArray(offsets) &&
    offsets.length === 2 &&
    offsets.every(isNatural)
  );
}

function isTexts(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string');
}
