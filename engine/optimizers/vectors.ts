/** All weights or gradients of a network as one row of numbers. */

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** The largest magnitude. */
export function largest(a: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i]));
  return most;
}

/** x + factor · d. */
export const along = (x: Float64Array, d: ArrayLike<number>, factor: number): Float64Array =>
  x.map((value, i) => value + factor * d[i]);
