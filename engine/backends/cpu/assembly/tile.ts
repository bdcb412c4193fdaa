/**
 * The heart of every product: tiles of C that are kept in registers. They are a module of their own (`tiles/`), so that
 * a host that can compute pairs of vectors of 128 bits as one of 256 is asked to do so for them, and for nothing else.
 * Rows of A are read where they lie, at any six addresses; B is packed in panels of 8 columns. (Goto and van de Geijn,
 * 2008; reading A through addresses is Dukhan's indirect convolution, 2019.)
 */

export const ROWS: i32 = 6;
export const COLUMNS: i32 = 8;

/** Bytes of a tile's description: 6 addresses of rows of A, then 6 of rows of C. */
export const DESCRIPTION: usize = 48;

/** Whether tiles of two panels are faster than two of one; set when a module is started. */
export let wide: bool = false;

export function setWide(value: bool): void {
  wide = value;
}

/**
 * C ← A·B, 6 × 8, plus C where `adds`, else plus the 8 numbers at `bias` where there are some. A row of A is `runs` runs of
 * `length` numbers, the last of `lastLength`; run r begins `load(offsets + 4r)` bytes behind the row's address. A tile
 * of C begins `column` bytes behind each row's address. Rows that are missing repeat others: they compute the same.
 * What is stored is kept between the two numbers at `bounds` where there are some.
 */
@external("tiles", "tile")
export declare function tile(
  rows: usize,
  runs: i32,
  length: i32,
  lastLength: i32,
  offsets: usize,
  b: usize,
  column: usize,
  bias: usize,
  adds: bool,
  bounds: usize,
): void;

/** `tile` of 16 columns: those of the panel at `b`, then those of the one at `next`. */
@external("tiles", "wideTile")
export declare function wideTile(
  rows: usize,
  runs: i32,
  length: i32,
  lastLength: i32,
  offsets: usize,
  b: usize,
  next: usize,
  column: usize,
  bias: usize,
  adds: bool,
  bounds: usize,
): void;

/** `tile` of one run, of 4 of a description's rows: for what sixes leave over. */
@external("tiles", "tileOfFour")
export declare function tileOfFour(
  rows: usize,
  length: i32,
  offset: usize,
  b: usize,
  column: usize,
  bias: usize,
  adds: bool,
): void;

/** `tileOfFour` of 16 columns, as `wideTile` is. */
@external("tiles", "wideTileOfFour")
export declare function wideTileOfFour(
  rows: usize,
  length: i32,
  offset: usize,
  b: usize,
  next: usize,
  column: usize,
  bias: usize,
  adds: bool,
): void;

/**
 * C ← Σ aᵀb, 6 × 8, over `planes` × `rows` × `length` places, plus C where `adds`. At each place there are 6 numbers of A
 * and 8 of B. Those of B lie `bStep` bytes apart from place to place; those of A lie `aStep` bytes apart along a row, rows
 * and planes as far apart as told. Rows of C lie `cStep` bytes apart.
 */
@external("tiles", "outerTile")
export declare function outerTile(
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  planes: i32,
  rows: i32,
  length: i32,
  rowStep: usize,
  planeStep: usize,
  c: usize,
  cStep: usize,
  adds: bool,
): void;

/** `outerTile` of 16 columns: 8 of B at `b`, then 8 at `next`. */
@external("tiles", "wideOuterTile")
export declare function wideOuterTile(
  a: usize,
  aStep: usize,
  b: usize,
  next: usize,
  bStep: usize,
  planes: i32,
  rows: i32,
  length: i32,
  rowStep: usize,
  planeStep: usize,
  c: usize,
  cStep: usize,
  adds: bool,
): void;
