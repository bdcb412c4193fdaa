/** What products of matrices pack: see `engine/backends/cpu/product.ts`. */
import { padded, placeBytes } from './places.ts';

/** A tile of a product: so many rows of A by so many columns of B. */
export const ROWS = 6;
export const COLUMNS = 8;

/** Tiles of a block of work at most. */
export const MOST_TILES = 48;

/** Numbers of both factors that a sum over rows packs at a time, and rows that it takes at least. */
const PACKED = 2 ** 18;
const LEAST_ROWS = 64;

/** Whether panels of B are packed one by one as they are wanted: where all rows are in one block of work. */
export const packsAsWanted = (rows: number): boolean => rows <= MOST_TILES * ROWS;

/** Of C = A·B, with `rows` of A and B of depth × columns. */
export const productBytes = (rows: number, columns: number, depth: number): number =>
  packsAsWanted(rows) ? 0 : placeBytes(padded(columns, COLUMNS) * depth);

export interface RowTurns {
  /** How many of several products, and how many of the rows that are summed over, are packed at a time. */
  readonly products: number;
  readonly depth: number;
}

/** How C = AᵀB, summed over `depth` rows of both, is cut so that what is packed stays small. */
export function rowTurns(rows: number, columns: number, depth: number, count = 1): RowTurns {
  const width = padded(rows, ROWS) + padded(columns, COLUMNS);
  const products = Math.max(1, Math.min(count, Math.floor(PACKED / (width * Math.max(1, depth)))));
  if (products > 1) return { products, depth };
  const most = Math.max(LEAST_ROWS, Math.floor(PACKED / width));
  if (depth <= most) return { products, depth };
  return { products, depth: Math.min(depth, padded(Math.ceil(depth / Math.ceil(depth / most)), LEAST_ROWS)) };
}

export function rowSumBytes(rows: number, columns: number, depth: number, count = 1): number {
  const turns = rowTurns(rows, columns, depth, count);
  const of = (width: number) => placeBytes(width * turns.depth * turns.products);
  return of(padded(rows, ROWS)) + of(padded(columns, COLUMNS));
}
