/** An affine map about the middle, with bilinear interpolation of pictures and the nearest pixel of classes. */
import { blank, type Picture, type PixelMap, type Scene, UNCOUNTED } from './picture.ts';

/** Where an output pixel comes from, both counted from the middle: x = a·x' + b·y', y = c·x' + d·y'. */
export type Inverse = readonly [a: number, b: number, c: number, d: number];

/** Pixels beyond the picture are zero, and what lies between one of them and one within is interpolated. */
export function warpPicture(picture: Picture, inverse: Inverse): Picture {
  const { height, width, channels, data } = picture;
  const out = blank(height, width, channels);
  eachSource(picture, inverse, (sourceX, sourceY, pixel) => {
    const x = Math.floor(sourceX);
    const y = Math.floor(sourceY);
    if (x < -1 || y < -1 || x >= width || y >= height) return;
    const right = sourceX - x;
    const down = sourceY - y;
    const left = x >= 0;
    const next = x + 1 < width;
    const above = left && y >= 0 ? (1 - right) * (1 - down) : 0;
    const aboveNext = next && y >= 0 ? right * (1 - down) : 0;
    const below = left && y + 1 < height ? (1 - right) * down : 0;
    const belowNext = next && y + 1 < height ? right * down : 0;
    const from = (y * width + x) * channels;
    const under = from + width * channels;
    for (let c = 0; c < channels; c++) {
      let sum = 0;
      // Beyond the picture there is nothing to read, not even to be multiplied by zero.
      if (above > 0) sum += above * data[from + c];
      if (aboveNext > 0) sum += aboveNext * data[from + channels + c];
      if (below > 0) sum += below * data[under + c];
      if (belowNext > 0) sum += belowNext * data[under + channels + c];
      out.data[pixel * channels + c] = sum;
    }
  });
  return out;
}

function warpPixels(pixels: PixelMap, inverse: Inverse): PixelMap {
  const { height, width } = pixels;
  const data = new Int32Array(pixels.data.length).fill(UNCOUNTED);
  eachSource(pixels, inverse, (sourceX, sourceY, pixel) => {
    const [x, y] = [Math.round(sourceX), Math.round(sourceY)];
    if (x >= 0 && y >= 0 && x < width && y < height) data[pixel] = pixels.data[y * width + x];
  });
  return { height, width, data };
}

/** Calls with the place, in pixels of the source, that each pixel of the result comes from. */
function eachSource(
  { height, width }: { readonly height: number; readonly width: number },
  [a, b, c, d]: Inverse,
  use: (x: number, y: number, pixel: number) => void,
): void {
  const middleX = (width - 1) / 2;
  const middleY = (height - 1) / 2;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const x = column - middleX;
      const y = row - middleY;
      use(a * x + b * y + middleX, c * x + d * y + middleY, row * width + column);
    }
  }
}

/** Picture and pixels; a box stays where it is. */
export const warp = ({ picture, pixels, box }: Scene, inverse: Inverse): Scene => ({
  picture: warpPicture(picture, inverse),
  pixels: pixels === null ? null : warpPixels(pixels, inverse),
  box,
});
