/** What a network is given of an image: its colours, its size, the middle of it. */
import type { Pixels } from './pixels.ts';
import { type Taps, tapsOf } from './triangle.ts';

/** Grey as 0.299·R + 0.587·G + 0.114·B, colour as it is; transparency is laid on white. */
export function recolour({ height, width, channels, data }: Pixels, color: 'rgb' | 'grey'): Pixels {
  const wanted = color === 'grey' ? 1 : 3;
  if (channels === wanted) return { height, width, channels, data };
  const out = new Uint8Array(height * width * wanted);
  for (let i = 0; i < height * width; i++) {
    const from = i * channels;
    const opacity = channels === 4 ? data[from + 3] : 255;
    const on = (c: number) => {
      const value = data[from + (channels === 1 ? 0 : c)];
      return opacity === 255 ? value : Math.round((value * opacity + 255 * (255 - opacity)) / 255);
    };
    if (wanted === 1) out[i] = Math.round(0.299 * on(0) + 0.587 * on(1) + 0.114 * on(2));
    else for (let c = 0; c < 3; c++) out[3 * i + c] = on(c);
  }
  return { height, width, channels: wanted, data: out };
}

/** Grey is scaled before it is repeated, colour and transparency after they are settled. */
export function prepare(image: Pixels, color: 'rgb' | 'grey', height: number, width: number): Pixels {
  return image.channels === 1
    ? recolour(scaleToFit(image, height, width), color)
    : scaleToFit(recolour(image, color), height, width);
}

/** Scaled until the shorter side fits, then the middle is cut out. */
export function scaleToFit(image: Pixels, height: number, width: number): Pixels {
  // Whichever needs more fits exactly; the other has a rest that is cut off on both sides.
  const byHeight = height * image.width >= width * image.height;
  const tall = byHeight ? height : Math.floor((image.height * width) / image.width);
  const wide = byHeight ? Math.floor((image.width * height) / image.height) : width;
  const rows = tapsOf(image.height, tall, half(tall - height), height);
  const columns = tapsOf(image.width, wide, half(wide - width), width);
  return { ...image, height, width, data: resample(image, rows, columns) };
}

/** Rounded to the even one of two, as Python does. */
const half = (rest: number): number => (rest % 4 === 3 ? (rest + 1) / 2 : Math.floor(rest / 2));

/** First along rows, then along columns; what is cut off is not worked out. */
function resample(image: Pixels, rows: Taps, columns: Taps): Uint8Array {
  const line = columns.first.length * image.channels;
  const [height, top] = [rows.first.length, rows.first[0]];
  const bottom = rows.first[height - 1] + rows.count[height - 1];
  const across = new Float32Array((bottom - top) * line);
  for (let y = top; y < bottom; y++)
    alongRow(image, y * image.width, columns, across.subarray((y - top) * line, (y - top + 1) * line));
  const out = new Uint8Array(height * line);
  const sums = new Float32Array(line);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (let n = 0; n < rows.count[y]; n++) {
      const share = rows.weights[y * rows.most + n];
      const start = (rows.first[y] - top + n) * line;
      for (let i = 0; i < line; i++) sums[i] += share * across[start + i];
    }
    for (let i = 0; i < line; i++) out[y * line + i] = sums[i] + 0.5;
  }
  return out;
}

/** Three channels at once, as nearly all images have them. */
function alongRow({ channels, data }: Pixels, start: number, columns: Taps, out: Float32Array): void {
  const { first, count, weights, most } = columns;
  for (let x = 0; x < first.length; x++) {
    const taps = count[x];
    let at = (start + first[x]) * channels;
    if (channels === 3) {
      let [r, g, b] = [0, 0, 0];
      for (let n = 0; n < taps; n++, at += 3) {
        const part = weights[x * most + n];
        r += part * data[at];
        g += part * data[at + 1];
        b += part * data[at + 2];
      }
      out[3 * x] = r;
      out[3 * x + 1] = g;
      out[3 * x + 2] = b;
      continue;
    }
    for (let c = 0; c < channels; c++) {
      let sum = 0;
      for (let n = 0; n < taps; n++) sum += weights[x * most + n] * data[at + n * channels + c];
      out[channels * x + c] = sum;
    }
  }
}
