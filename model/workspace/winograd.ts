/**
 * When convolutions with 3 × 3 filters are computed by Winograd's minimal filtering, and in what: see
 * `engine/backends/cpu/convolution/winograd.ts`.
 */
import type { Geometry } from './geometry.ts';
import { padded, placeBytes } from './places.ts';
import { COLUMNS, ROWS } from './products.ts';

/** Points of a transformed tile. */
const POINTS = 36;
/** Pixels that a tile gives along each axis. */
const TILE = 4;
/** Numbers between points beyond those of a point, so that points do not meet in the same sets of a cache. */
const GAP = 16;

/** Numbers of transformed tiles that a thread works on at a time where they are summed, and all threads together. */
const SUMMED = 2 ** 18;
const SUMMED_BY_ALL = 2 ** 19;
/** Numbers of sums, all threads' together, where each has its own. */
const OWN_SUMS = 2 ** 20;
/** Numbers of transformed filters, or of sums for them, that are held at a time. */
const TRANSFORMED_FILTERS = 2 ** 20;
/** Tiles of a block of work: at least where they are summed, and at most where products give them. */
const LEAST_TILES = 24;
const MOST_TILES = 48;

/** Cycles, as measured: to transform a tile of four channels, and the filters of a channel and four filters. */
const TRANSFORM = 110;
const TRANSFORM_FILTERS = 150;
/** Multiply-adds a cycle of a product over windows and of one over transformed tiles. */
const DIRECT = 7.4;
const TRANSFORMED = 6.8;

/** Whether filters are 3 × 3 at stride 1, over channels that vectors of four divide. */
function fits({ channels, filters, groups, axes: [planes, rows, columns] }: Geometry): boolean {
  const square = [rows, columns].every((axis) => axis.kernel === 3 && axis.stride === 1 && axis.dilation === 1);
  const flat = planes.input === 1 && planes.kernel === 1 && planes.output === 1;
  return square && flat && groups === 1 && channels % 4 === 0 && filters % 4 === 0;
}

const tilesOf = (batch: number, rows: number, columns: number) =>
  batch * Math.ceil(rows / TILE) * Math.ceil(columns / TILE);

/** Whether it can be used, and is expected to be faster than a product over the windows. */
export function pays(geometry: Geometry): boolean {
  if (!fits(geometry)) return false;
  const { batch, channels, filters, axes } = geometry;
  const [outRows, outColumns] = [axes[1].output, axes[2].output];
  const tiles = tilesOf(batch, outRows, outColumns);
  const direct = (batch * outRows * outColumns * 9 * channels * filters) / DIRECT;
  const products = (tiles * POINTS * channels * filters) / TRANSFORMED;
  const transforms = (tiles * TRANSFORM * (channels + filters)) / 4 + (TRANSFORM_FILTERS * channels * filters) / 4;
  return products + transforms < direct;
}

/** How many columns at a time there is room for, of so many numbers each: pairs of panels. */
const columnsAtATime = (columns: number, numbers: number) =>
  padded(Math.ceil(columns / Math.ceil((columns * numbers) / TRANSFORMED_FILTERS)), 2 * COLUMNS);

/** A product over transformed tiles. */
export interface TileProduct {
  readonly batch: number;
  readonly outRows: number;
  readonly outColumns: number;
  /** Channels of what is given and of what comes out. */
  readonly channels: number;
  readonly filters: number;
}

/** From x to y, and from dy to dx. */
export function forwardProduct({ batch, channels, filters, axes: [, rows, columns] }: Geometry): TileProduct {
  return { batch, outRows: rows.output, outColumns: columns.output, channels, filters };
}

export function inputProduct({ batch, channels, filters, axes: [, rows, columns] }: Geometry): TileProduct {
  return { batch, outRows: rows.input, outColumns: columns.input, channels: filters, filters: channels };
}

/** Filters at a time. */
export const filtersOfProduct = ({ filters, channels }: TileProduct): number =>
  columnsAtATime(filters, POINTS * channels);

/** The work on `count` filters: tiles and panels of a block, numbers of transformed filters, and of what each thread has. */
export function productWork({ batch, outRows, outColumns, channels }: TileProduct, count: number, threads: number) {
  const panels = padded(count, COLUMNS) / COLUMNS;
  const all = tilesOf(batch, outRows, outColumns);
  let [tiles, ownPanels] = [padded(Math.ceil(all / Math.ceil(all / MOST_TILES)), ROWS), panels];
  const blocks = () => Math.ceil(all / tiles) * Math.ceil(panels / ownPanels);
  while (blocks() < 2 * threads && ownPanels > 4) ownPanels = Math.ceil(ownPanels / 2);
  return {
    tiles,
    ownPanels,
    transformed: POINTS * (panels * COLUMNS * channels + GAP),
    own: POINTS * (tiles * (channels + ownPanels * COLUMNS) + 2 * GAP),
  };
}

/** Filters at a time for whose gradient there is room. */
export const filtersOfSums = ({ channels, filters }: Geometry): number =>
  columnsAtATime(filters, POINTS * padded(channels, ROWS));

/**
 * The work on the gradient of `count` filters: numbers of the sums, in how many ranges of tiles, tiles and panels at a time,
 * numbers of what each thread has. Threads share the tiles where each can have sums of its own, else the filters.
 */
export function sumsWork({ batch, channels, axes: [, rows, columns] }: Geometry, count: number, threads: number) {
  const panels = padded(count, COLUMNS) / COLUMNS;
  const sums = POINTS * (padded(channels, ROWS) * panels * COLUMNS + GAP);
  const ranges = sums * threads <= OWN_SUMS ? threads : 1;
  const ownPanels = ranges > 1 ? panels : Math.ceil(panels / threads);
  const most = Math.floor(Math.min(SUMMED, SUMMED_BY_ALL / threads) / (POINTS * (channels + ownPanels * COLUMNS)));
  const all = tilesOf(batch, rows.output, columns.output);
  const tiles = Math.max(1, Math.min(Math.ceil(all / ranges), Math.max(LEAST_TILES, most)));
  return { sums, ranges, ownPanels, tiles, own: POINTS * (tiles * (channels + ownPanels * COLUMNS) + 2 * GAP) };
}

/** Bytes of the workspace of each pass. */
export const winogradBytes = {
  forward: (own: Geometry, threads: number): number => tileProductBytes(forwardProduct(own), threads),
  input: (own: Geometry, threads: number): number => tileProductBytes(inputProduct(own), threads),
  filters(own: Geometry, threads: number): number {
    const work = sumsWork(own, Math.min(own.filters, filtersOfSums(own)), threads);
    return placeBytes(work.own * threads + padded(own.channels, ROWS)) + placeBytes(work.sums * work.ranges);
  },
};

function tileProductBytes(product: TileProduct, threads: number): number {
  const work = productWork(product, Math.min(product.filters, filtersOfProduct(product)), threads);
  return placeBytes(work.transformed) + placeBytes(work.own * threads);
}
