/** One shape of random place, size and colour on a noisy ground. */
import { fillNormal, fillUniform } from '../../../random/philox.ts';
import { figures } from './figures.ts';

export interface ShapeOptions {
  readonly height: number;
  readonly width: number;
  readonly classes: number;
  /** Standard deviation, in pixel values. */
  readonly noise: number;
  readonly seed: number;
}

export interface Drawn {
  /** height × width × 3. */
  readonly image: Uint8Array;
  readonly class: Int32Array;
  /** Left, top, width and height as shares of the image's. */
  readonly box: Float32Array;
}

/** Height and width of a shape, as shares of the image's. */
const EXTENT = [0.35, 0.8] as const;
/** Of each colour the shape has the upper part of the range and the ground the lower one, or the other way round. */
const PART = 0.45;
/** Points in each direction that are looked at in a pixel. */
const POINTS = 4;

export function drawShape(index: number, { height, width, classes, noise, seed }: ShapeOptions): Drawn {
  const random = fillUniform(new Float64Array(14), { seed, purpose: 'data', index });
  const kind = Math.floor(random[0] * classes);
  const [wide, tall] = [1, 2].map((n) => EXTENT[0] + (EXTENT[1] - EXTENT[0]) * random[n]);
  const [left, top] = [(1 - wide) * random[3], (1 - tall) * random[4]];
  const [columns, rows] = [
    [Math.floor(left * width), (left + wide) * width],
    [Math.floor(top * height), (top + tall) * height],
  ];
  const inside = figures[kind][1];
  const coverage = (row: number, column: number): number => {
    if (row < rows[0] || row > rows[1] || column < columns[0] || column > columns[1]) return 0;
    let count = 0;
    for (let point = 0; point < POINTS * POINTS; point++) {
      const x = (column + ((point % POINTS) + 0.5) / POINTS) / width;
      const y = (row + (Math.floor(point / POINTS) + 0.5) / POINTS) / height;
      const [u, v] = [(2 * (x - left)) / wide - 1, (2 * (y - top)) / tall - 1];
      if (Math.abs(u) <= 1 && Math.abs(v) <= 1 && inside(u, v)) count++;
    }
    return count / (POINTS * POINTS);
  };
  const colours = [0, 1, 2].map((channel) => {
    const dark = 255 * PART * random[5 + channel];
    const light = 255 * (1 - PART * random[8 + channel]);
    return random[11 + channel] < 0.5 ? [light, dark] : [dark, light];
  });
  const grain = fillNormal(new Float32Array(3 * height * width), { seed, purpose: 'data', index, time: 1 });
  const image = new Uint8Array(3 * height * width);
  for (let pixel = 0; pixel < height * width; pixel++) {
    const covered = coverage(Math.floor(pixel / width), pixel % width);
    for (const [channel, [figure, ground]] of colours.entries()) {
      const at = 3 * pixel + channel;
      const value = ground + (figure - ground) * covered + noise * grain[at];
      image[at] = Math.round(Math.min(255, Math.max(0, value)));
    }
  }
  return { image, class: Int32Array.of(kind), box: Float32Array.of(left, top, wide, tall) };
}
