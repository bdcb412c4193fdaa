/**
 * Transforms of Winograd's filtering: see `../tiles/winograd/`, and `../tile.ts` for why they are in a module of their own.
 * `way` is where vectors lie on their way, 2 KiB; `wide` says whether 8 channels at a time are faster than 4.
 */

/** BᵀdB of 6 × 6 pixels whose addresses are listed at `pixels`: point p goes to v + p · step. */
@external("tiles", "transformInput")
export declare function transformInput(
  pixels: usize,
  way: usize,
  v: usize,
  step: usize,
  bytes: usize,
  wide: bool,
): void;

/**
 * AᵀmA of the 36 points at m + p · step, plus the bias: `height` × `width` pixels at y, `rowStep` and `colStep` bytes
 * apart, of so many bytes, each kept between the two numbers at `bounds`.
 */
@external("tiles", "transformOutput")
export declare function transformOutput(
  way: usize,
  m: usize,
  step: usize,
  y: usize,
  rowStep: usize,
  colStep: usize,
  bytes: usize,
  height: i32,
  width: i32,
  bias: usize,
  bounds: usize,
  wide: bool,
): void;

/** GdGᵀ of 4 × 4 pixels listed at `pixels`, from byte `from` to `end` of each: panels of 8 channels, `panelStep` bytes apart. */
@external("tiles", "transformGradient")
export declare function transformGradient(
  pixels: usize,
  way: usize,
  w: usize,
  step: usize,
  panelStep: usize,
  from: usize,
  end: usize,
  wide: bool,
): void;

/**
 * GgGᵀ of 8 or 4 filters whose elements lie `element` bytes apart: a row of a panel at each point, `point` bytes apart,
 * filled up with zeros.
 */
@external("tiles", "transformFilters")
export declare function transformFilters(
  way: usize,
  w: usize,
  element: usize,
  to: usize,
  point: usize,
  columns: i32,
  wide: bool,
): void;

/**
 * GgGᵀ of filters that are turned by 180°, of 8 or 4 columns, `columnStep` bytes apart, that become columns of a panel,
 * and of four channels, that become its rows. `way` has 5 KiB.
 */
@external("tiles", "transformTurnedFilters")
export declare function transformTurnedFilters(
  way: usize,
  w: usize,
  element: usize,
  columnStep: usize,
  to: usize,
  point: usize,
  columns: i32,
): void;
