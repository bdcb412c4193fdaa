/**
 * Scaling with the triangle filter, as Pillow and torchvision (`antialias=True`) have it: bilinear where a picture grows;
 * where it shrinks the filter widens with the step, so that every pixel counts.
 */
import { type Box, blank, type Picture, type PixelMap, type Scene } from './picture.ts';

/** For each place of the result the first place it comes from and the weights from there on; they sum to 1. */
interface Taps {
  readonly first: Int32Array;
  readonly weights: readonly Float64Array[];
}

function taps(from: number, to: number): Taps {
  const scale = from / to;
  const support = Math.max(1, scale);
  const first = new Int32Array(to);
  const weights = Array.from({ length: to }, (_, i) => {
    const center = (i + 0.5) * scale;
    const start = Math.max(0, Math.trunc(center - support + 0.5));
    const end = Math.min(from, Math.trunc(center + support + 0.5));
    first[i] = start;
    const row = Float64Array.from({ length: end - start }, (__, k) =>
      Math.max(0, 1 - Math.abs((start + k - center + 0.5) / support)),
    );
    const sum = row.reduce((a, b) => a + b, 0);
    return row.map((weight) => weight / sum);
  });
  return { first, weights };
}

/** Rows first, then columns. */
export function resizePicture(picture: Picture, height: number, width: number): Picture {
  const { channels } = picture;
  if (picture.height === height && picture.width === width) return picture;
  const wide = along(picture.data, taps(picture.width, width), {
    lines: picture.height,
    line: picture.width * channels,
    step: channels,
    out: width * channels,
  });
  const out = blank(height, width, channels);
  const { first, weights } = taps(picture.height, height);
  const line = width * channels;
  for (let y = 0; y < height; y++) {
    weights[y].forEach((weight, k) => {
      const from = (first[y] + k) * line;
      for (let i = 0; i < line; i++) out.data[y * line + i] += weight * wide[from + i];
    });
  }
  return out;
}

function along(
  data: Float32Array,
  { first, weights }: Taps,
  { lines, line, step, out }: { lines: number; line: number; step: number; out: number },
): Float32Array {
  const result = new Float32Array(lines * out);
  for (let y = 0; y < lines; y++) {
    for (let x = 0; x < weights.length; x++) {
      const row = weights[x];
      const from = y * line + first[x] * step;
      for (let c = 0; c < step; c++) {
        let sum = 0;
        for (let k = 0; k < row.length; k++) sum += row[k] * data[from + k * step + c];
        result[y * out + x * step + c] = sum;
      }
    }
  }
  return result;
}

function resizePixels(pixels: PixelMap, height: number, width: number): PixelMap {
  const data = new Int32Array(height * width);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * pixels.height) / height) * pixels.width;
    for (let x = 0; x < width; x++)
      data[y * width + x] = pixels.data[row + Math.floor(((x + 0.5) * pixels.width) / width)];
  }
  return { height, width, data };
}

export function resize({ picture, pixels, box }: Scene, height: number, width: number): Scene {
  const [down, across] = [height / picture.height, width / picture.width];
  const scaled = ([x, y, w, h]: Box): Box => [x * across, y * down, w * across, h * down];
  return {
    picture: resizePicture(picture, height, width),
    pixels: pixels === null ? null : resizePixels(pixels, height, width),
    box: box === null ? null : scaled(box),
  };
}
