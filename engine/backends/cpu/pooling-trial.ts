/** See `assembly/pooling-tiles.ts`. */
export interface PoolingTiles {
  addToFirst(x: number, y: number, dy: number, dx: number, bytes: number, ...window: readonly number[]): void;
}

const CHANNELS = 16;
const ALL = 4 * CHANNELS;
/** Of one row. */
const COLUMNS = 3;

/** Whether gradients come to the first of three elements that holds the maximum, and are added to what is there. */
export function poolingIsRight(tiles: PoolingTiles, floats: Float32Array, place: number): boolean {
  const x = place;
  const [dx, y, dy] = [x + COLUMNS * ALL, x + 2 * COLUMNS * ALL, x + (2 * COLUMNS + 1) * ALL];
  const expected = new Float32Array(COLUMNS * CHANNELS);
  for (let c = 0; c < CHANNELS; c++) {
    const values = Array.from({ length: COLUMNS }, (_, k) => (c * 5 + k * 7) % 4);
    const most = Math.max(...values);
    floats[y / 4 + c] = most;
    floats[dy / 4 + c] = 1 + c;
    for (const [k, value] of values.entries()) {
      const i = k * CHANNELS + c;
      floats[x / 4 + i] = value;
      floats[dx / 4 + i] = k;
      expected[i] = k + (k === values.indexOf(most) ? 1 + c : 0);
    }
  }
  tiles.addToFirst(x, y, dy, dx, ALL, 1, 0, 1, 0, COLUMNS, ALL);
  return expected.every((value, i) => floats[dx / 4 + i] === value);
}
