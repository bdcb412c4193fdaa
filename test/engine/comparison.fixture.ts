/** What a backend has computed beside what PyTorch has, in float64. */
import assert from 'node:assert/strict';

export interface Comparison {
  readonly what: string;
  readonly found: ArrayLike<number>;
  readonly expected: ArrayLike<number>;
}

/** How far a backend may be from float64: max|a − b| ≤ relative · max|b| + absolute. */
export interface Tolerance {
  readonly relative: number;
  readonly absolute: number;
}

/** Weights are read and written as float32, on the reference too. */
export const exact: Tolerance = { relative: 2e-7, absolute: 1e-9 };
export const single: Tolerance = { relative: 1e-4, absolute: 1e-6 };

const largest = (values: ArrayLike<number>) =>
  Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);

export function assertMet({ what, found, expected }: Comparison, { relative, absolute }: Tolerance): void {
  assert.equal(found.length, expected.length, what);
  const most = largest(expected);
  for (let i = 0; i < found.length; i++) {
    const error = Math.abs(found[i] - expected[i]);
    assert.ok(error <= relative * most + absolute, `${what}[${i}] is ${found[i]}, PyTorch has ${expected[i]}`);
  }
}

/** The scale below which an error counts as such: |a − b| ≤ 10⁻⁴·(max|b| + 0.01) is what `single` says. */
const SMALL = single.absolute / single.relative;

/** max|a − b| / (max|b| + 0.01) of the worst tensor; infinite where something is missing or not finite. */
export function worstError(comparisons: readonly Comparison[]): number {
  return comparisons.reduce((worst, { found, expected }) => {
    if (found.length !== expected.length) return Number.POSITIVE_INFINITY;
    const errors = Array.from(expected, (value, i) => Math.abs(found[i] - value));
    const error = largest(errors) / (largest(expected) + SMALL);
    return Math.max(worst, errors.every(Number.isFinite) ? error : Number.POSITIVE_INFINITY);
  }, 0);
}
