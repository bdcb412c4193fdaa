/** How an image has to be turned, as its EXIF says (CIPA DC-008): tag 0x0112 of the first directory of a TIFF. */
import { viewOf } from '../reader.ts';
import type { Pixels } from './pixels.ts';

/** 1 is upright; 5 to 8 lie on their side. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const ORIENTATION = 0x0112;
const MOST_TAGS = 1000;

/** Whatever cannot be read is upright. */
export function orientationOf(bytes: Uint8Array): Orientation {
  const tiff = bytes[0] === 0xff ? inJpeg(bytes) : inPng(bytes);
  if (tiff === null || tiff.length < 14) return 1;
  const view = viewOf(tiff);
  const little = view.getUint16(0) === 0x4949;
  if (!little && view.getUint16(0) !== 0x4d4d) return 1;
  const start = view.getUint32(4, little);
  if (start + 2 > tiff.length) return 1;
  const tags = Math.min(MOST_TAGS, view.getUint16(start, little));
  for (let at = start + 2; at < start + 2 + 12 * tags && at + 12 <= tiff.length; at += 12) {
    if (view.getUint16(at, little) !== ORIENTATION) continue;
    const value = view.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? (value as Orientation) : 1;
  }
  return 1;
}

const startsWith = (bytes: Uint8Array, at: number, text: string): boolean =>
  [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));

function inJpeg(bytes: Uint8Array): Uint8Array | null {
  const view = viewOf(bytes);
  for (let at = 2; at + 10 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1];
    if (marker === 0xff) {
      at++;
      continue;
    }
    // Where the picture itself starts.
    if (marker === 0xda) return null;
    const length = view.getUint16(at + 2);
    if (marker === 0xe1 && startsWith(bytes, at + 4, 'Exif\0\0')) return bytes.subarray(at + 10, at + 2 + length);
    at += 2 + Math.max(2, length);
  }
  return null;
}

function inPng(bytes: Uint8Array): Uint8Array | null {
  const view = viewOf(bytes);
  if (!startsWith(bytes, 1, 'PNG')) return null;
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at))
    if (startsWith(bytes, at + 4, 'eXIf')) return bytes.subarray(at + 8, at + 8 + view.getUint32(at));
  return null;
}

/** The image as it is to be seen. */
export function upright({ height, width, channels, data }: Pixels, orientation: Orientation): Pixels {
  if (orientation === 1) return { height, width, channels, data };
  const side = orientation >= 5;
  const [tall, wide] = side ? [width, height] : [height, width];
  // Of what is stored: from the right, from the bottom.
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBottom = [3, 4, 6, 7].includes(orientation);
  const turned = new Uint8Array(data.length);
  for (let y = 0; y < tall; y++)
    for (let x = 0; x < wide; x++) {
      const [row, column] = side ? [x, y] : [y, x];
      const from = (fromBottom ? height - 1 - row : row) * width + (fromRight ? width - 1 - column : column);
      const to = y * wide + x;
      for (let c = 0; c < channels; c++) turned[to * channels + c] = data[from * channels + c];
    }
  return { height: tall, width: wide, channels, data: turned };
}
