/** An affine map about the middle, with bilinear interpolation of pictures and the nearest pixel of classes. */
import { blank, type Picture, type PixelMap, type Scene, UNCOUNTED } from './picture.ts';

/** Where an output pixel comes from, both counted from the middle: x = a·x' + b·y', y = c·x' + d·y'. */
export type Inverse = readonly [a: number, b: number, c: number, d: number];

/** Pixels beyond the picture are zero, and what lies between one of them and one within is interpolated. */
export function warpPicture(picture: Picture, inverse: Inverse): Picture {
  const { height, width, channels, data } = picture;
  const out = blank(height, width, channels);
  eachSource(picture, inverse, (sourceX, sourceY, pixel) => {
    const [x0, y0] = [Math.floor(sourceX), Math.floor(sourceY)];
    const [right, down] = [sourceX - x0, sourceY - y0];
    for (let corner = 0; corner < 4; corner++) {
      const x = x0 + (corner & 1);
      const y = y0 + (corner >> 1);
      const share = (corner & 1 ? right : 1 - right) * (corner >> 1 ? down : 1 - down);
      if (share === 0 || x < 0 || y < 0 || x >= width || y >= height) continue;
      const from = (y * width + x) * channels;
      for (let c = 0; c < channels; c++) out.data[pixel * channels + c] += share * data[from + c];
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
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [x, y] = [column - middleX, row - middleY];
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
