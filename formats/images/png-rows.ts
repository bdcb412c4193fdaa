/** Rows of a PNG: undone from their filters and laid where they belong, a byte for each sample. */
import { FormatError } from '../reader.ts';
import type { Pass } from './png.ts';

export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits of a sample. */
  readonly depth: number;
  readonly colour: number;
  readonly interlaced: boolean;
}

/** Samples of a pixel by colour type. */
export const pngChannels = ({ colour }: PngHeader): number => ({ 2: 3, 4: 2, 6: 4 })[colour] ?? 1;

export interface Filtered {
  /** Unpacked, from `at` on; changed in place. */
  readonly rows: Uint8Array;
  readonly at: number;
  readonly pass: Pass;
  readonly header: PngHeader;
  /** height × width × channels. */
  readonly samples: Uint8Array;
  /** The same in 16 bits, where they are asked for. */
  readonly wide: Uint16Array | null;
}

/** Where the rows of the pass end. @throws FormatError */
export function unfilter(name: string, { rows, at, pass, header, samples, wide }: Filtered): number {
  const channels = pngChannels(header);
  const bits = channels * header.depth;
  const width = Math.ceil((header.width - pass.left) / pass.right);
  const length = Math.ceil((width * bits) / 8);
  // Filters reach back by a pixel, at least by a byte.
  const back = Math.max(1, bits >> 3);
  if (width <= 0) return at;
  let above: Uint8Array = new Uint8Array(length);
  for (let y = pass.top; y < header.height; y += pass.down) {
    const row = rows.subarray(at + 1, at + 1 + length);
    undo(name, rows[at], row, above, back);
    spread(row, { y, width, channels, pass, header, samples, wide });
    above = row;
    at += 1 + length;
  }
  return at;
}

function undo(name: string, filter: number, row: Uint8Array, above: Uint8Array, back: number): void {
  const { length } = row;
  switch (filter) {
    case 0:
      return;
    case 1:
      for (let i = back; i < length; i++) row[i] += row[i - back];
      return;
    case 2:
      for (let i = 0; i < length; i++) row[i] += above[i];
      return;
    case 3:
      for (let i = 0; i < length; i++) row[i] += ((i < back ? 0 : row[i - back]) + above[i]) >> 1;
      return;
    case 4:
      for (let i = 0; i < back && i < length; i++) row[i] += above[i];
      for (let i = back; i < length; i++) row[i] += paeth(row[i - back], above[i], above[i - back]);
      return;
    default:
      throw new FormatError(`${name} is damaged: there is no filter ${filter}.`);
  }
}

function paeth(left: number, up: number, corner: number): number {
  const a = Math.abs(up - corner);
  const b = Math.abs(left - corner);
  const c = Math.abs(left + up - 2 * corner);
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

interface Spread extends Pick<Filtered, 'pass' | 'header' | 'samples' | 'wide'> {
  readonly y: number;
  /** Pixels of the row. */
  readonly width: number;
  readonly channels: number;
}

function spread(row: Uint8Array, { y, width, channels, pass, header, samples, wide }: Spread): void {
  const { depth, colour } = header;
  // Grey of few bits goes from 0 to 255; entries of a palette stay.
  const scale = depth < 8 && colour === 0 ? 255 / (2 ** depth - 1) : 1;
  const mask = 2 ** depth - 1;
  const line = y * header.width;
  if (depth === 8 && pass.right === 1) {
    samples.set(row, line * channels);
    return;
  }
  for (let x = 0; x < width; x++) {
    const to = (line + pass.left + x * pass.right) * channels;
    for (let c = 0; c < channels; c++) {
      const i = x * channels + c;
      if (depth === 8) samples[to + c] = row[i];
      else if (depth === 16) {
        samples[to + c] = row[2 * i];
        if (wide !== null) wide[to + c] = (row[2 * i] << 8) | row[2 * i + 1];
      } else {
        const bit = i * depth;
        samples[to + c] = ((row[bit >> 3] >> (8 - depth - (bit & 7))) & mask) * scale;
      }
    }
  }
}
