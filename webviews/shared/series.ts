/** Series of numbers made ready to draw. */

/** Exponential smoothing of training steps, as the share of the last value that is kept. */
const SMOOTHING = 0.9;

/** Corrected for its start at zero, so that the first values are right. */
export function smoothed(values: readonly number[]): number[] {
  let mean = 0;
  return values.map((value, i) => {
    mean = SMOOTHING * mean + (1 - SMOOTHING) * value;
    return mean / (1 - SMOOTHING ** (i + 1));
  });
}

/** Lowest and highest value of each bucket of steps: peaks stay visible however many steps there are. */
export function decimate(x: readonly number[], y: readonly number[], most: number): number[] {
  if (x.length <= most) return x.map((_, i) => i);
  const bucket = (2 * x.length) / most;
  const kept: number[] = [];
  for (let start = 0; start < x.length; start += bucket) {
    const from = Math.floor(start);
    const to = Math.min(x.length, Math.floor(start + bucket));
    let low = from;
    let high = from;
    for (let i = from; i < to; i++) {
      if ((y[i] ?? 0) < (y[low] ?? 0)) low = i;
      if ((y[i] ?? 0) > (y[high] ?? 0)) high = i;
    }
    kept.push(...(low === high ? [low] : [Math.min(low, high), Math.max(low, high)]));
  }
  const last = x.length - 1;
  if (kept.at(-1) !== last) kept.push(last);
  return kept;
}
