/** The size of a JPEG, PNG, GIF or BMP from its header. Rotation that EXIF asks for is not looked at. */
import { FormatError, viewOf } from '../reader.ts';
import type { Reading } from '../reading.ts';
import { jpegSize } from './jpeg.ts';

export interface ImageSize {
  readonly format: 'jpeg' | 'png' | 'gif' | 'bmp';
  readonly height: number;
  readonly width: number;
  /** As stored: 1 is grey, 3 colour, 4 with transparency; a palette counts as colour. */
  readonly channels: 1 | 3 | 4;
}

/** Bytes of a file from an offset on, fewer where it ends. Whoever calls decides how they come. */
export type ReadBytes = (offset: number, length: number) => Reading<Uint8Array>;

/** More than any camera makes. */
const LARGEST_SIDE = 1 << 17;
const HEADER = 32;

export const imageEndings: readonly string[] = ['jpg', 'jpeg', 'png', 'gif', 'bmp'];

const startsWith = (bytes: Uint8Array, ...wanted: number[]): boolean => wanted.every((byte, i) => bytes[i] === byte);

/** @throws FormatError when it is none of these, or cut off. */
export function* imageSize(name: string, read: ReadBytes): Reading<ImageSize> {
  const bytes = yield* read(0, HEADER);
  const found = startsWith(bytes, 0xff, 0xd8) ? yield* jpegSize(name, read) : fixedSize(name, bytes);
  const sides = [found.height, found.width];
  if (sides.every((side) => Number.isInteger(side) && side > 0 && side <= LARGEST_SIDE)) return found;
  throw new FormatError(`${name} says it has ${found.height}×${found.width} pixels.`);
}

function fixedSize(name: string, bytes: Uint8Array): ImageSize {
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return png(name, bytes);
  if (startsWith(bytes, 0x47, 0x49, 0x46, 0x38)) return gif(name, bytes);
  if (startsWith(bytes, 0x42, 0x4d)) return bmp(name, bytes);
  if (bytes.length === 0) throw new FormatError(`${name} is empty.`);
  const start = [...bytes.slice(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  throw new FormatError(`${name} is no JPEG, PNG, GIF or BMP: it starts with ${start}.`);
}

function viewIn(name: string, bytes: Uint8Array, length: number): DataView {
  if (bytes.length < length) throw new FormatError(`${name} ends inside its header.`);
  return viewOf(bytes);
}

/** IHDR is the first chunk: width, height, bit depth, colour type (W3C, PNG). */
function png(name: string, bytes: Uint8Array): ImageSize {
  const view = viewIn(name, bytes, 26);
  const channels = { 0: 1, 2: 3, 3: 3, 4: 1, 6: 4 }[view.getUint8(25)] ?? 3;
  return { format: 'png', width: view.getUint32(16), height: view.getUint32(20), channels: channels as 1 | 3 | 4 };
}

function gif(name: string, bytes: Uint8Array): ImageSize {
  const view = viewIn(name, bytes, 10);
  return { format: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true), channels: 3 };
}

/** BITMAPCOREHEADER has 16-bit sides, all later ones 32-bit; a negative height is stored from the top. */
function bmp(name: string, bytes: Uint8Array): ImageSize {
  const view = viewIn(name, bytes, 26);
  const core = view.getUint32(14, true) === 12;
  if (core) return { format: 'bmp', width: view.getUint16(18, true), height: view.getUint16(20, true), channels: 3 };
  return { format: 'bmp', width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)), channels: 3 };
}
