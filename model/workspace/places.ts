/** Bytes of what operations of the embedded backend take for as long as they run. */

/** Every place begins on a cache line. */
const LINE = 64;

/** Of a place for so many float32. */
export const placeBytes = (numbers: number): number => Math.ceil((4 * numbers) / LINE) * LINE;

export const padded = (count: number, to: number): number => Math.ceil(count / to) * to;

/** What one pass of a layer over a batch works in, forward and backward. */
export interface Workspace {
  readonly forward: number;
  readonly backward: number;
}
