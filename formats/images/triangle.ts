/**
 * The triangle filter, as BILINEAR of Pillow and torchvision's with `antialias=True` have it: bilinear where a picture
 * grows; where it shrinks the filter widens with the step, so that every pixel counts.
 */

/** For each place of the result the first place it comes from, and the weights from there on; they sum to 1. */
export interface Taps {
  readonly first: Int32Array;
  readonly count: Int32Array;
  /** `most` for each place; those behind its own are zero. */
  readonly weights: Float64Array;
  readonly most: number;
}

/** Along one axis of `size` places that is scaled to `scaled` ones, for `length` of these from `begin` on. */
export function tapsOf(size: number, scaled: number, begin = 0, length = scaled): Taps {
  const step = size / scaled;
  const reach = Math.max(1, step);
  const most = 2 * Math.ceil(reach) + 1;
  const first = new Int32Array(length);
  const count = new Int32Array(length);
  const weights = new Float64Array(length * most);
  for (let i = 0; i < length; i++) {
    const centre = (begin + i + 0.5) * step;
    const low = Math.max(0, Math.floor(centre - reach + 0.5));
    const taps = Math.min(size, Math.floor(centre + reach + 0.5)) - low;
    first[i] = low;
    count[i] = taps;
    let sum = 0;
    for (let k = 0; k < taps; k++) {
      const weight = Math.max(0, 1 - Math.abs(low + k + 0.5 - centre) / reach);
      weights[i * most + k] = weight;
      sum += weight;
    }
    for (let k = 0; k < taps; k++) weights[i * most + k] /= sum;
  }
  return { first, count, weights, most };
}
