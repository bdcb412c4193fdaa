/**
 * A page of the digits as a PNG, to look at: one row per digit. `node examples/digits/contact-sheet.ts [file]`.
 */
import { writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import { type Digits, makeDigits, SEED, SIDE } from './generate.ts';

const COLUMNS = 24;
const GAP = 2;
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Length, type, data, checksum. */
function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** Grey pixels, row by row, as a PNG of 8 bits. */
export function greyPng(pixels: Uint8Array, width: number): Buffer {
  const height = pixels.length / width;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits, grey; the methods of compression, filter and interlace are 0.
  header[8] = 8;
  const rows = new Uint8Array(height * (width + 1));
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return Buffer.concat([
    Buffer.from(SIGNATURE),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array()),
  ]);
}

export function contactSheet({ images, labels }: Digits): Buffer {
  const cell = SIDE + GAP;
  const width = COLUMNS * cell;
  const pixels = new Uint8Array(width * 10 * cell).fill(128);
  const used = new Array<number>(10).fill(0);
  for (const [n, digit] of labels.entries()) {
    const column = used[digit]!;
    if (column === COLUMNS) continue;
    used[digit] = column + 1;
    for (let y = 0; y < SIDE; y++) {
      const row = images.subarray((n * SIDE + y) * SIDE, (n * SIDE + y + 1) * SIDE);
      pixels.set(row, (digit * cell + y) * width + column * cell);
    }
  }
  return greyPng(pixels, width);
}

if (import.meta.main) {
  const path = process.argv[2] ?? 'digits.png';
  writeFileSync(path, contactSheet(makeDigits(1000, SEED)));
  console.log(path);
}
