import * as id from './function-ids.ts';

/** See `assembly/function-runs.ts`. */
export interface FunctionTiles {
  mapFunction(fn: number, from: number, to: number, size: number, p: number, q: number): void;
  mapSlope(fn: number, kept: number, dy: number, dx: number, size: number, p: number, q: number): void;
  powersAlong(x: number, y: number, highest: number, size: number, keeps: number): number;
}

const functions = [
  ...[id.EXP, id.LOG, id.TANH, id.SIGMOID, id.SOFTPLUS, id.ERF],
  ...[id.ELU, id.GELU, id.GELU_TANH, id.SWISH, id.SOFTPLUS_OF],
];
const slopes = [id.GELU, id.GELU_TANH, id.SWISH, id.SOFTPLUS_OF];

/** Numbers that are taken at once, two vectors; bytes of a number and of all. */
const COUNT = 8;
const ONE = 4;
const ALL = ONE * COUNT;

/** Whether functions of eight numbers give the bits that they give one by one, as which V8 makes no pairs of vectors. */
export function functionsAreRight(tiles: FunctionTiles, floats: Float32Array, place: number): boolean {
  const [x, dy, y] = [place, place + ALL, place + 2 * ALL];
  for (let i = 0; i < COUNT; i++) {
    floats[x / 4 + i] = 0.9 * i - 3;
    floats[dy / 4 + i] = 1 + i;
  }
  const found = (run: () => void): Float32Array => {
    floats.fill(0, y / 4, y / 4 + COUNT);
    run();
    return floats.slice(y / 4, y / 4 + COUNT);
  };
  const isSame = (run: (from: number, size: number) => void): boolean => {
    const single = found(() => {
      for (let at = 0; at < ALL; at += ONE) run(at, ONE);
    });
    return found(() => run(0, ALL)).every((value, i) => Object.is(value, single[i]));
  };
  const highest = floats[x / 4 + COUNT - 1] ?? 0;
  let sum = 0;
  const powers = isSame((at, size) => {
    sum = tiles.powersAlong(x + at, y + at, highest, size, 1);
  });
  const whole = floats.slice(y / 4, y / 4 + COUNT).reduce((total, power) => total + power, 0);
  return (
    powers &&
    Math.abs(sum - whole) < 1e-5 &&
    functions.every((fn) => isSame((at, size) => tiles.mapFunction(fn, x + at, y + at, size, 2, 0.5))) &&
    slopes.every((fn) => isSame((at, size) => tiles.mapSlope(fn, x + at, dy + at, y + at, size, 2, 0.5)))
  );
}
