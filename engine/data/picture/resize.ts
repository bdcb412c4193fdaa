/** Scaling of a picture with the triangle filter, and of what lies on it. */
import { type Taps, tapsOf } from '../../../formats/images/triangle.ts';
import { type Box, blank, type Picture, type PixelMap, type Scene } from './picture.ts';

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
