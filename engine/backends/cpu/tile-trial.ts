/** Whether the tiles of a module compute what is right, and whether wide ones are faster: tried before they are used. */
import { TENSORS } from './command-layout.ts';
import { type FunctionTiles, functionsAreRight } from './function-trial.ts';
import { type PoolingTiles, poolingIsRight } from './pooling-trial.ts';

type Run = (...numbers: readonly number[]) => void;
/** See `assembly/tile.ts` and `assembly/winograd/transforms.ts`. */
type TileName = 'tile' | 'wideTile' | 'tileOfFour' | 'wideTileOfFour' | 'outerTile' | 'wideOuterTile';
type TransformName = 'transformInput' | 'transformOutput' | 'transformGradient' | 'transformFilters';
type TrialExports = Readonly<Record<TileName | TransformName, Run>> & FunctionTiles & PoolingTiles;

const ROWS = 6;
const PANEL = 8;
const COLUMNS = 2 * PANEL;
/** Places that are summed over: no multiple of what loops take at a time, and few enough for the first cache. */
const DEPTH = 255;
/** Points of a transformed tile, and numbers that are transformed at each: those that are taken at a time, twice. */
const POINTS = 36;
const CHANNELS = 16;
/** Numbers on their way. */
const WAY = 512;
/** What sums are clipped to where they are. */
const BOUNDS = [-50, 60] as const;
const ROUNDS = 10;
const CALLS = 40;

/** What lies in memory: see the constructor. */
type Place = 'rows' | 'run' | 'a' | 'turned' | 'bias' | 'bounds' | 'b' | 'next' | 'c' | 'pixels' | 'way' | 'points';

/** Products of small whole numbers, of which every sum is exact, over memory that nobody uses yet. */
export class TileTrial {
  readonly #tiles: TrialExports;
  readonly #floats: Float32Array;
  readonly #expected: Float32Array;
  readonly #at: Readonly<Record<Place, number>>;

  constructor(module: WebAssembly.Module, memory: WebAssembly.Memory) {
    this.#tiles = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as TrialExports;
    let end = TENSORS;
    const take = (count: number) => {
      const place = end;
      end += 4 * count;
      return place;
    };
    this.#at = {
      rows: take(2 * ROWS),
      run: take(4),
      bias: take(COLUMNS),
      bounds: take(4),
      a: take(ROWS * DEPTH),
      turned: take(ROWS * DEPTH),
      b: take(PANEL * DEPTH),
      next: take(PANEL * DEPTH),
      c: take(ROWS * COLUMNS),
      pixels: take(POINTS),
      way: take(WAY),
      points: take(POINTS * CHANNELS),
    };
    this.#floats = new Float32Array(memory.buffer, 0, end / 4);
    this.#expected = this.#fill(new Int32Array(memory.buffer, 0, end / 4));
  }

  /** The numbers, and what they give, beside a bias that is that of the column. */
  #fill(ints: Int32Array): Float32Array {
    const { rows, bias, bounds, a, turned, b, next, c, pixels } = this.#at;
    const floats = this.#floats;
    const expected = new Float32Array(ROWS * COLUMNS);
    const some = (i: number) => ((i * 7919) % 17) - 8;
    for (let r = 0; r < ROWS; r++) {
      ints[rows / 4 + r] = a + 4 * r * DEPTH;
      ints[rows / 4 + ROWS + r] = c + 4 * r * COLUMNS;
    }
    for (let i = 0; i < POINTS; i++) ints[pixels / 4 + i] = a + 4 * i * CHANNELS;
    for (let j = 0; j < COLUMNS; j++) floats[bias / 4 + j] = j;
    floats.set(BOUNDS, bounds / 4);
    for (let k = 0; k < DEPTH; k++) {
      for (let r = 0; r < ROWS; r++) {
        const value = some(k * ROWS + r);
        floats[a / 4 + r * DEPTH + k] = value;
        floats[turned / 4 + k * ROWS + r] = value;
      }
      for (let j = 0; j < COLUMNS; j++) {
        const value = some(31 + k * COLUMNS + j);
        floats[(j < PANEL ? b : next) / 4 + k * PANEL + (j % PANEL)] = value;
        for (let r = 0; r < ROWS; r++) expected[r * COLUMNS + j] += floats[a / 4 + r * DEPTH + k] * value;
      }
    }
    return expected;
  }

  /** Computes the tile, of 4 or 6 rows, in one way. */
  compute(way: 'tiles' | 'clipped' | 'fours' | 'outer', wide: boolean, adds: boolean): void {
    const { rows, run, bias, turned, b, next, c } = this.#at;
    const bounds = way === 'clipped' ? this.#at.bounds : 0;
    const tiles = this.#tiles;
    const more = Number(adds);
    for (const half of wide ? [0] : [0, 1]) {
      const panel = half === 0 ? b : next;
      const panels = wide ? [b, next] : [panel];
      const column = 32 * half;
      const end = [...panels, column, bias + column, more] as const;
      if (way === 'tiles' || way === 'clipped')
        tiles[wide ? 'wideTile' : 'tile'](rows, 1, DEPTH, DEPTH, run, ...end, bounds);
      else if (way === 'fours') tiles[wide ? 'wideTileOfFour' : 'tileOfFour'](rows, DEPTH, 0, ...end);
      else
        tiles[wide ? 'wideOuterTile' : 'outerTile'](
          ...[turned, 4 * ROWS, ...panels, 4 * PANEL, 1, 1, DEPTH, 0, 0, c + column, 4 * COLUMNS, more],
        );
    }
  }

  /** What a transform makes of what the factors are. */
  #transform(name: TransformName, wide: boolean): Float32Array {
    const { pixels, way, points, a, bias, bounds } = this.#at;
    const from = points / 4;
    const own = this.#floats.subarray(from, from + POINTS * CHANNELS).fill(0);
    const [bytes, run, last] = [4 * CHANNELS, this.#tiles[name], Number(wide)];
    if (name === 'transformInput') run(pixels, way, points, bytes, bytes, last);
    else if (name === 'transformOutput') run(way, a, bytes, points, 4 * bytes, bytes, bytes, 4, 4, bias, bounds, last);
    else if (name === 'transformGradient') run(pixels, way, points, bytes, bytes / 2, 0, bytes, last);
    else run(way, a, 2 * bytes, points, bytes, PANEL, last);
    return own.slice();
  }

  /** Whether every tile, transform, function and pool computes what is right. */
  isRight(): boolean {
    const way = this.#at.way;
    const functions = () => functionsAreRight(this.#tiles, this.#floats, way);
    const pooling = () => poolingIsRight(this.#tiles, this.#floats, way);
    return this.#tilesAreRight() && this.#transformsAreRight() && functions() && pooling();
  }

  /** 8 channels at a time have to give the bits that 4 at a time give, of which V8 makes no pairs. */
  #transformsAreRight(): boolean {
    const names = ['transformInput', 'transformOutput', 'transformGradient', 'transformFilters'] as const;
    return names.every((name) => {
      const known = this.#transform(name, false);
      return this.#transform(name, true).every((value, i) => value === known[i]);
    });
  }

  /** From nothing or a bias, and added to what is there. */
  #tilesAreRight(): boolean {
    for (const way of ['tiles', 'clipped', 'fours', 'outer'] as const)
      for (const wide of [false, true])
        for (const adds of [false, true]) {
          const own = this.#floats.subarray(this.#at.c / 4, this.#at.c / 4 + ROWS * COLUMNS).fill(3);
          this.compute(way, wide, adds);
          const height = way === 'fours' ? 4 : ROWS;
          const start = (column: number) => (adds ? 3 : way === 'outer' ? 0 : column);
          const kept = (sum: number) => (way === 'clipped' ? Math.min(Math.max(sum, BOUNDS[0]), BOUNDS[1]) : sum);
          const right = own.every((value, i) =>
            i < height * COLUMNS ? value === kept((this.#expected[i] ?? 0) + start(i % COLUMNS)) : value === 3,
          );
          if (!right) return false;
        }
    return true;
  }

  /** Whether a wide tile takes less time than two that are not, the best of some rounds each. */
  isFaster(): boolean {
    const best = { wide: Number.POSITIVE_INFINITY, narrow: Number.POSITIVE_INFINITY };
    for (let round = 0; round < ROUNDS; round++)
      for (const width of ['wide', 'narrow'] as const) {
        const begun = performance.now();
        for (let call = 0; call < CALLS; call++) this.compute('tiles', width === 'wide', false);
        best[width] = Math.min(best[width], performance.now() - begun);
      }
    return best.wide < best.narrow;
  }

  end(): void {
    this.#floats.fill(0, TENSORS / 4);
  }
}
