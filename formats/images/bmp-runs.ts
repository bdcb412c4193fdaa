/** Runs of equal pixels in a BMP: a count and what is repeated, or 0 and an escape. */
import { FormatError } from '../reader.ts';

const END_OF_LINE = 0;
const END = 1;
const JUMP = 2;

/** A byte for each pixel, rows as they come; pixels that are jumped over are entry 0. @throws FormatError */
export function unpackRuns(
  name: string,
  packed: Uint8Array,
  { width, height, bits }: { readonly width: number; readonly height: number; readonly bits: number },
): Uint8Array {
  const out = new Uint8Array(width * height);
  let [at, x, y] = [0, 0, 0];
  const put = (value: number) => {
    if (x < width && y < height) out[y * width + x] = value;
    x++;
  };
  /** Pixel `i` of a row of them: with 4 bits two in each byte. */
  const pixel = (from: number, i: number) =>
    bits === 8 ? packed[from + i] : (packed[from + (i >> 1)] >> (i & 1 ? 0 : 4)) & 15;
  while (y < height) {
    if (at + 2 > packed.length) throw new FormatError(`${name} is cut off.`);
    const [count, value] = [packed[at], packed[at + 1]];
    at += 2;
    if (count > 0) {
      for (let i = 0; i < count; i++) put(bits === 8 ? value : (value >> (i & 1 ? 0 : 4)) & 15);
    } else if (value === END) break;
    else if (value === END_OF_LINE) {
      x = 0;
      y++;
    } else if (value === JUMP) {
      if (at + 2 > packed.length) throw new FormatError(`${name} is cut off.`);
      x += packed[at];
      y += packed[at + 1];
      at += 2;
    } else {
      const length = bits === 8 ? value : (value + 1) >> 1;
      if (at + length > packed.length) throw new FormatError(`${name} is cut off.`);
      for (let i = 0; i < value; i++) put(pixel(at, i));
      // To an even number of bytes.
      at += length + (length & 1);
    }
  }
  return out;
}
