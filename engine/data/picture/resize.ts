/**
 * Scaling with the triangle filter, as Pillow and torchvision (`antialias=True`) have it: bilinear where a picture grows;
 * where it shrinks the filter widens with the step, so that every pixel counts.
 */
import { type Box, blank, type Picture, type PixelMap, type Scene } from './picture.ts';

/** For each place of the result the first place it comes from, and the weights from there on; they sum to 1. */
interface Taps {
  readonly first: Int32Array;
  readonly count: Int32Array;
  /** `most` for each place; those behind its own are zero. */
  readonly weights: Float64Array;
  readonly most: number;
}

function tapsOf(from: number, to: number): Taps {
  const scale = from / to;
  const support = Math.max(1, scale);
  const most = 2 * Math.ceil(support) + 1;
  const first = new Int32Array(to);
  const count = new Int32Array(to);
  const weights = new Float64Array(to * most);
  for (let i = 0; i < to; i++) {
    const center = (i + 0.5) * scale;
    const start = Math.max(0, Math.trunc(center - support + 0.5));
    first[i] = start;
    count[i] = Math.min(from, Math.trunc(center + support + 0.5)) - start;
    let sum = 0;
    for (let k = 0; k < count[i]; k++) {
      const weight = Math.max(0, 1 - Math.abs((start + k - center + 0.5) / support));
      weights[i * most + k] = weight;
      sum += weight;
    }
    for (let k = 0; k < count[i]; k++) weights[i * most + k] /= sum;
  }
  return { first, count, weights, most };
}

export function resizePicture(picture: Picture, height: number, width: number): Picture {
  const { channels } = picture;
  if (picture.height === height && picture.width === width) return picture;
  const out = blank(height, width, channels);
  const taller = acrossRows(picture, tapsOf(picture.height, height), height);
  acrossColumns(taller, tapsOf(picture.width, width), out);
  return out;
}

/** Whole rows are added up. */
function acrossRows(
  { width, channels, data }: Picture,
  { first, count, weights, most }: Taps,
  height: number,
): Picture {
  const result = blank(height, width, channels);
  const line = width * channels;
  const out = result.data;
  for (let y = 0; y < height; y++) {
    const to = y * line;
    for (let k = 0; k < count[y]; k++) {
      const weight = weights[y * most + k];
      const from = (first[y] + k) * line;
      for (let i = 0; i < line; i++) out[to + i] += weight * data[from + i];
    }
  }
  return result;
}

function acrossColumns({ width, channels, data }: Picture, { first, count, weights, most }: Taps, out: Picture): void {
  for (let y = 0; y < out.height; y++) {
    for (let x = 0; x < out.width; x++) {
      const from = (y * width + first[x]) * channels;
      const to = (y * out.width + x) * channels;
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        for (let k = 0; k < count[x]; k++) sum += weights[x * most + k] * data[from + k * channels + c];
        out.data[to + c] = sum;
      }
    }
  }
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
