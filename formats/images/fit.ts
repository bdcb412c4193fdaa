/** What a network is given of an image: its colours, its size, the middle of it. */
import type { Pixels } from './pixels.ts';

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
  const rows = weights(image.height, tall, half(tall - height), height);
  const columns = weights(image.width, wide, half(wide - width), width);
  return { ...image, height, width, data: resample(image, rows, columns) };
}

/** Rounded to the even one of two, as Python does. */
const half = (rest: number): number => (rest % 4 === 3 ? (rest + 1) / 2 : Math.floor(rest / 2));

/** What each place of the result takes of the source: from where on, and how much of each. */
interface Weights {
  readonly from: readonly number[];
  readonly shares: readonly Float32Array[];
}

/**
 * The triangle filter, as wide as the step between two places of the result and at least as two pixels: what is scaled
 * down is averaged, not picked out. The same as BILINEAR of Pillow, and as torchvision's with antialias.
 */
function weights(size: number, scaled: number, first: number, count: number): Weights {
  const step = size / scaled;
  const reach = Math.max(1, step);
  const from: number[] = [];
  const shares: Float32Array[] = [];
  for (let i = first; i < first + count; i++) {
    const centre = (i + 0.5) * step;
    const low = Math.max(0, Math.floor(centre - reach + 0.5));
    const high = Math.min(size, Math.floor(centre + reach + 0.5));
    const share = Float32Array.from({ length: high - low }, (_, n) =>
      Math.max(0, 1 - Math.abs(low + n + 0.5 - centre) / reach),
    );
    const sum = share.reduce((a, b) => a + b, 0);
    from.push(low);
    shares.push(share.map((value) => value / sum));
  }
  return { from, shares };
}

/** First along rows, then along columns; what is cut off is not worked out. */
function resample(image: Pixels, rows: Weights, columns: Weights): Uint8Array {
  const line = columns.from.length * image.channels;
  const top = rows.from[0];
  const bottom = rows.from[rows.from.length - 1] + rows.shares[rows.shares.length - 1].length;
  const across = new Float32Array((bottom - top) * line);
  for (let y = top; y < bottom; y++)
    alongRow(image, y * image.width, columns, across.subarray((y - top) * line, (y - top + 1) * line));
  const out = new Uint8Array(rows.from.length * line);
  const sums = new Float32Array(line);
  for (let y = 0; y < rows.from.length; y++) {
    sums.fill(0);
    for (const [n, share] of rows.shares[y].entries()) {
      const start = (rows.from[y] - top + n) * line;
      for (let i = 0; i < line; i++) sums[i] += share * across[start + i];
    }
    for (let i = 0; i < line; i++) out[y * line + i] = sums[i] + 0.5;
  }
  return out;
}

/** Three channels at once, as nearly all images have them. */
function alongRow({ channels, data }: Pixels, first: number, { from, shares }: Weights, out: Float32Array): void {
  for (let x = 0; x < from.length; x++) {
    const share = shares[x];
    let at = (first + from[x]) * channels;
    if (channels === 3) {
      let [r, g, b] = [0, 0, 0];
      for (let n = 0; n < share.length; n++, at += 3) {
        const part = share[n];
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
      for (let n = 0; n < share.length; n++) sum += share[n] * data[at + n * channels + c];
      out[channels * x + c] = sum;
    }
  }
}
