/** Numbers that divide an extent, for fixes of what does not. */

/** Up to `count` divisors of `total` that are `allowed`, those nearest to `wanted`, in order. */
export function nearestDivisors(
  total: number,
  wanted: number,
  count: number,
  allowed: (divisor: number) => boolean = () => true,
): readonly number[] {
  const found: number[] = [];
  for (let n = 1; n * n <= total; n++) {
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
