/** Products on the machine: what to pack, and how to cut the work. */
import { padded } from '../../../model/workspace/places.ts';
import { COLUMNS, MOST_TILES, packsAsWanted, ROWS, rowTurns } from '../../../model/workspace/products.ts';
import * as kernel from './kernel-ids.ts';
import type { Machine } from './machine.ts';

/** Numbers of a row of A that are worked on at a time, so that a panel of B and six rows stay in the first cache. */
const DEPTH = 384;
/** Places that are summed over at a time where both factors are packed and read in order: more cost less than a sum written twice. */
const LONGEST = 2048;
/** Places in a row where they lie one behind the other and a factor is read as it lies. */
const ROW = 512;
/** Numbers of A that are worked on at a time where places are summed over, so that they stay in the second cache. */
const STRIP = 2 ** 16;

/** Rows of numbers, `step` from one row to the next; several matrices lie `apart` from one to the next. */
export interface Matrix {
  readonly place: number;
  readonly step: number;
  readonly apart?: number;
}

/** A matrix of which rows, or `turned` columns, lie along memory. */
export interface Operand extends Matrix {
  readonly turned?: boolean;
}

/** Numbers from a row to the next and from a column to the next. */
const stepsOf = ({ step, turned = false }: Operand): [row: number, column: number] => (turned ? [1, step] : [step, 1]);

/** Places of a grid, with the numbers from one image, row and column to the next. */
export interface Steps {
  readonly image: number;
  readonly row: number;
  readonly col: number;
}

export interface Grid {
  readonly images: number;
  readonly rows: number;
  readonly cols: number;
}

const sizeOf = ({ images, rows, cols }: Grid) => images * rows * cols;

/** Which numbers a row of A, or a window, has: runs of one length, each with its offset from the row's first number. */
export interface Runs {
  readonly offsets: readonly number[];
  readonly length: number;
}

export interface GridProduct {
  readonly a: Steps & { readonly place: number; readonly apart?: number };
  /** Packed, or as it lies. */
  readonly b: number | Operand;
  readonly c: Steps & { readonly place: number; readonly apart?: number };
  readonly grid: Grid;
  readonly runs: Runs & { readonly lastLength?: number };
  readonly columns: number;
  /** How many products; 1 where it is not given. */
  readonly count?: number;
  /** A row of numbers that is added to each row of the result. */
  readonly bias?: number;
  readonly adds?: boolean;
}

/** How many things a block of work has: few enough that all threads find some. */
function blocksOf(down: number, across: number, count: number, most: number, threads: number): [number, number] {
  const wanted = 4 * threads;
  let [high, wide] = [Math.ceil(down / Math.ceil(down / most)), across];
  const blocks = () => count * Math.ceil(down / high) * Math.ceil(across / wide);
  while (blocks() < wanted && wide > 4) wide = Math.ceil(wide / 2);
  while (blocks() < wanted && high > 4) high = Math.ceil(high / 2);
  while (blocks() < threads && wide > 1) wide = Math.ceil(wide / 2);
  while (blocks() < threads && high > 1) high = Math.ceil(high / 2);
  return [high, wide];
}

/** Packs B. The place is the caller's to give back. */
export function packed(machine: Machine, b: Operand, rows: number, columns: number, count = 1): number {
  const size = padded(columns, COLUMNS) * rows;
  const place = machine.take(size * count);
  packInto(machine, b, place, { rows, columns, panelStep: rows * COLUMNS, count, size });
  return place;
}

export interface Packing {
  readonly rows: number;
  readonly columns: number;
  readonly panelStep: number;
  /** How many matrices, and the numbers of each where they are packed. */
  readonly count: number;
  readonly size: number;
}

export function packInto(machine: Machine, b: Operand, place: number, packing: Packing): void {
  const { rows, columns, panelStep, count, size } = packing;
  machine.command(kernel.PACK, [b.place, place, rows, columns, ...stepsOf(b), panelStep, count, b.apart ?? 0, size]);
}

/** Runs in equal parts that a tile's panel of B stays in the first cache with. */
function split({ offsets, length }: Runs): { offsets: number[]; length: number; lastLength: number; atATime: number } {
  if (offsets.length !== 1 || length <= DEPTH) {
    const atATime = Math.max(1, Math.floor((2 * DEPTH) / Math.max(1, length)));
    return { offsets: [...offsets], length, lastLength: length, atATime };
  }
  const parts = Math.ceil(length / DEPTH);
  const starts = Array.from({ length: parts }, (_, i) => offsets[0] + i * DEPTH);
  return { offsets: starts, length: DEPTH, lastLength: length - (parts - 1) * DEPTH, atATime: 1 };
}

/** C = A·B over the places of a grid, with rows of A as they lie. */
export function gridProduct(machine: Machine, product: GridProduct): void {
  const { a, b, c, grid, runs, columns, count = 1, bias = 0, adds = false } = product;
  const { offsets, length, lastLength, atATime } = split(runs);
  const [tiles, panels] = [Math.ceil(sizeOf(grid) / ROWS), Math.ceil(columns / COLUMNS)];
  const loose = typeof b !== 'number';
  const depth = offsets.length === 0 ? 0 : (offsets.length - 1) * length + lastLength;
  machine.command(kernel.PRODUCT, [
    ...[a.place, loose ? b.place : b, c.place, bias],
    ...[machine.stageInts(offsets.map((offset) => 4 * offset)), offsets.length, length, lastLength, atATime, columns],
    ...[count, a.apart ?? 0, loose ? (b.apart ?? 0) : padded(columns, COLUMNS) * depth, c.apart ?? 0],
    ...[grid.images, grid.rows, grid.cols, a.image, a.row, a.col, c.image, c.row, c.col],
    ...[Number(adds), ...blocksOf(tiles, panels, count, loose ? MOST_TILES : 16, machine.threads)],
    ...[Number(loose), ...(loose ? stepsOf(b) : [])],
  ]);
}

export interface Product {
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  readonly count?: number;
  readonly bias?: number;
  readonly adds?: boolean;
}

const along = ({ place, step, apart = 0 }: Matrix) => ({ place, image: 0, row: 0, col: step, apart });

/** C = A·B. Where all rows are in one block of work, its panels of B are packed as they are wanted, else before. */
export function multiply(machine: Machine, a: Matrix, b: Operand, c: Matrix, product: Product): void {
  const { rows, depth, columns, count = 1, ...rest } = product;
  const ownB = packsAsWanted(rows) ? b : packed(machine, b, depth, columns, count);
  gridProduct(machine, {
    a: along(a),
    b: ownB,
    c: along(c),
    grid: { images: 1, rows: 1, cols: rows },
    runs: { offsets: [0], length: depth },
    columns,
    count,
    ...rest,
  });
  if (typeof ownB === 'number') machine.give(ownB);
}

export interface Correlation {
  /** `tile`: numbers from six numbers of a row to the next six; 6 where rows lie along memory. */
  readonly a: Steps & { readonly place: number; readonly tile?: number; readonly apart?: number };
  /** Packed, or rows as they lie. */
  readonly b: number | Matrix;
  /** Places in a packed panel of B, where there are more than those of the grid. */
  readonly panel?: number;
  /** Numbers from a tap to the next, and from a row of a tap to the next. */
  readonly c: { readonly place: number; readonly tap: number; readonly step: number; readonly apart?: number };
  readonly grid: Grid;
  readonly taps: Runs;
  readonly columns: number;
  readonly count?: number;
  readonly adds?: boolean;
}

/** Places that lie one behind the other, as rows of which a few, with as many of B, stay in the first cache. */
function cut(a: Correlation['a'], grid: Grid): { grid: Grid; a: Correlation['a'] } {
  const size = sizeOf(grid);
  const flat = a.image === grid.rows * a.row && a.row === grid.cols * a.col;
  const parts = partsOf(size, ROW);
  if (!flat || parts === 1) return { grid, a };
  const cols = size / parts;
  return { grid: { images: parts, rows: 1, cols }, a: { ...a, image: cols * a.col, row: 0 } };
}

/** C[tap] = Σ aᵀb over the places of a grid, with a at the tap's offset from each place. */
export function correlation(machine: Machine, product: Correlation): void {
  const { b, c, taps, columns, count = 1, adds = false, panel = sizeOf(product.grid) } = product;
  const { a, grid } = typeof b === 'number' ? product : cut(product.a, product.grid);
  const { offsets, length } = taps;
  const [tiles, panels] = [Math.ceil(length / ROWS), Math.ceil(columns / COLUMNS)];
  const places = grid.rows * grid.cols;
  const strip = typeof b === 'number' ? STRIP : 16 * ROW;
  const imagesAtATime = Math.max(1, Math.floor(strip / (places * Math.max(length, 16))));
  // What is packed is read in order, and may then as well stay in the second cache.
  const most = a.tile === undefined ? tiles : MOST_TILES;
  const [high, wide] = blocksOf(tiles, panels, count * offsets.length, most, machine.threads);
  const own =
    typeof b === 'number'
      ? { place: b, apart: padded(columns, COLUMNS) * panel, panel: panel * COLUMNS, step: COLUMNS }
      : { apart: 0, panel: COLUMNS, ...b };
  machine.command(kernel.CORRELATE, [
    ...[
      a.place,
      own.place,
      c.place,
      machine.stageInts(offsets.map((offset) => 4 * offset)),
      offsets.length,
      length,
      columns,
    ],
    ...[grid.images, grid.rows, grid.cols, a.image, a.row, a.col, a.tile ?? ROWS, c.tap, c.step],
    ...[count, a.apart ?? 0, own.apart, c.apart ?? 0],
    ...[Number(adds), imagesAtATime, high, wide, own.panel, own.step],
  ]);
}

/** The fewest equal parts that are no longer than `longest`, or one where there are none. */
function partsOf(depth: number, longest: number): number {
  for (let parts = Math.ceil(depth / longest); depth / parts > longest / 4; parts++)
    if (depth % parts === 0) return parts;
  return 1;
}

/** C = AᵀB; the rows of A lie along memory. */
export function multiplyRows(machine: Machine, a: Matrix, b: Operand, c: Matrix, product: Product): void {
  const { rows, columns, depth, count = 1, adds = false } = product;
  const turns = rowTurns(rows, columns, depth, count);
  for (let i = 0; i < count; i += turns.products) {
    const own = <M extends Matrix>(m: M): M => ({ ...m, place: m.place + 4 * i * (m.apart ?? 0) });
    const products = Math.min(turns.products, count - i);
    let first = 0;
    do {
      const below = <M extends Operand>(m: M): M => ({ ...m, place: m.place + 4 * first * stepsOf(m)[0] });
      const part = { rows, columns, depth: Math.min(turns.depth, depth - first), count: products };
      sumRows(machine, below(own(a)), below(own(b)), own(c), { ...part, adds: adds || first > 0 });
      first += turns.depth;
    } while (first < depth);
  }
}

function sumRows(machine: Machine, a: Matrix, b: Operand, c: Matrix, product: Required<Omit<Product, 'bias'>>): void {
  const { rows, columns, depth, count, adds } = product;
  const packedB = packed(machine, b, depth, columns, count);
  const size = padded(rows, ROWS) * depth;
  const packedA = machine.take(size * count);
  machine.command(kernel.PACK_ROWS, [a.place, packedA, depth, rows, a.step, count, a.apart ?? 0, size]);
  const images = partsOf(depth, LONGEST);
  const long = depth / images;
  correlation(machine, {
    a: { place: packedA, image: ROWS * long, row: 0, col: ROWS, tile: ROWS * depth, apart: size },
    b: packedB,
    c: { place: c.place, tap: 0, step: c.step, apart: c.apart ?? 0 },
    grid: { images, rows: 1, cols: long },
    taps: { offsets: [0], length: rows },
    columns,
    count,
    adds,
  });
  machine.give(packedA);
  machine.give(packedB);
}
