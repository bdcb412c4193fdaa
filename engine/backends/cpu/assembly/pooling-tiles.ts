/** Where pools that overlap spend their time, in the module of tiles, so that it runs at 256 bits where these are to be had. */

/**
 * Adds dy to dx at the first element of a window that holds the maximum, for as many channels as are a multiple of 16;
 * a window is planes of rows of columns, so many bytes apart.
 */
@external("tiles", "addToFirst")
export declare function addToFirst(
  x: usize, y: usize, dy: usize, dx: usize, bytes: usize,
  planes: i32, planeStep: usize, rows: i32, rowStep: usize, columns: i32, columnStep: usize,
): void;
