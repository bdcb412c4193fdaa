/** Numbers that divide an extent, for fixes of what does not. */

/** Numbers that are tried for a fix: no real layer takes a larger one, and one with a digit too many must not take long. */
export const MOST_TRIED = 10_000;

/** Up to `count` divisors of `total` that are `allowed`, those nearest to `wanted`, in order. */
export function nearestDivisors(
  total: number,
  wanted: number,
  count: number,
  allowed: (divisor: number) => boolean = () => true,
): readonly number[] {
  const found: number[] = [];
  for (let n = 1; n <= MOST_TRIED && n * n <= total; n++) {
    if (total % n !== 0) continue;
    found.push(n);
    if (n * n !== total) found.push(total / n);
  }
  return found
    .filter(allowed)
    .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || a - b)
    .slice(0, count)
    .sort((a, b) => a - b);
}
