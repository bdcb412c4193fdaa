/** How far two samples are from each other, in float64, and how far they are at least by a product in float32. */

import type { layers } from '../../model/layers/index.ts';
import type { ArgsOf } from '../../model/layers/spec.ts';

export type Metric = ArgsOf<typeof layers.knn>['metric'];

type Samples = Float32Array;

/** How many terms are summed between two looks at the limit. */
const STRIDE = 64;

/** Σ (a − b)², given up as soon as it is beyond `limit`: no term is negative. */
function squaredUpTo(a: Samples, aStart: number, b: Samples, bStart: number, features: number, limit: number): number {
  let sum = 0;
  for (let from = 0; from < features; from += STRIDE) {
    const end = Math.min(features, from + STRIDE);
    for (let i = from; i < end; i++) {
      const difference = a[aStart + i] - b[bStart + i];
      sum += difference * difference;
    }
    if (sum > limit) return Number.POSITIVE_INFINITY;
  }
  return sum;
}

/** Σ |a − b|, given up as soon as it is beyond `limit`. Four sums at once: they need not wait for each other. */
function absoluteUpTo(a: Samples, aStart: number, b: Samples, bStart: number, features: number, limit: number): number {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  const whole = features - (features % 4);
  for (let from = 0; from < whole; from += STRIDE) {
    const end = Math.min(whole, from + STRIDE);
    for (let i = from; i < end; i += 4) {
      first += Math.abs(a[aStart + i] - b[bStart + i]);
      second += Math.abs(a[aStart + i + 1] - b[bStart + i + 1]);
      third += Math.abs(a[aStart + i + 2] - b[bStart + i + 2]);
      fourth += Math.abs(a[aStart + i + 3] - b[bStart + i + 3]);
    }
    if (first + second + third + fourth > limit) return Number.POSITIVE_INFINITY;
  }
  let sum = first + second + third + fourth;
  for (let i = whole; i < features; i++) sum += Math.abs(a[aStart + i] - b[bStart + i]);
  return sum;
}

export function dot(a: Samples, aStart: number, b: Samples, bStart: number, features: number): number {
  let sum = 0;
  for (let i = 0; i < features; i++) sum += a[aStart + i] * b[bStart + i];
  return sum;
}

/** The length of each sample. */
export function norms(samples: Samples, features: number): Float64Array {
  return Float64Array.from({ length: samples.length / features }, (_, n) =>
    Math.sqrt(dot(samples, n * features, samples, n * features, features)),
  );
}

/** 1 − a·b/(|a|·|b|); a vector of zeros has no angle and is as far as a right one. */
export const cosineOf = (product: number, aNorm: number, bNorm: number): number =>
  aNorm === 0 || bNorm === 0 ? 1 : 1 - product / (aNorm * bNorm);

/** What orders samples by distance: of l2 the square. Infinity where it is beyond `limit`. */
export function distance(
  metric: Metric,
  a: Samples,
  aStart: number,
  b: Samples,
  bStart: number,
  features: number,
  limit: number,
): number {
  if (metric === 'l1') return absoluteUpTo(a, aStart, b, bStart, features, limit);
  if (metric === 'l2') return squaredUpTo(a, aStart, b, bStart, features, limit);
  const length = (of: Samples, start: number) => Math.sqrt(dot(of, start, of, start, features));
  return cosineOf(dot(a, aStart, b, bStart, features), length(a, aStart), length(b, bStart));
}

/**
 * What rounding in float32 can make of a product of two vectors, relative to their lengths: some roundings of 6e-8 each,
 * growing with the root of the features, with ample room.
 */
const slackOf = (features: number) => 1e-6 * Math.sqrt(features);

/** Less than the true distance, by a product in float32. */
export function leastDistance(
  metric: 'l2' | 'cosine',
  product: number,
  aNorm: number,
  bNorm: number,
  features: number,
): number {
  if (metric === 'cosine') return cosineOf(product, aNorm, bNorm) - 2 * slackOf(features);
  return aNorm * aNorm + bNorm * bNorm - 2 * product - 2 * slackOf(features) * aNorm * bNorm;
}
