/** Functions that take their time, in the module of tiles, so that they run at 256 bits where these are to be had. */

/** Ids, addresses, bytes, and the function's own p and q. */
@external("tiles", "mapFunction")
export declare function mapFunction(fn: i32, from: usize, to: usize, size: usize, p: f32, q: f32): void;

/** dx ← dy · slope; `kept` is what the slope is a function of. */
@external("tiles", "mapSlope")
export declare function mapSlope(fn: i32, kept: usize, dy: usize, dx: usize, size: usize, p: f32, q: f32): void;

/** Σ e^(x − highest) over a row, whose terms are left in y where `keeps`. */
@external("tiles", "powersAlong")
export declare function powersAlong(x: usize, y: usize, highest: f32, size: usize, keeps: bool): f32;
