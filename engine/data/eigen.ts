/** Eigenvalues of small symmetric matrices, by rotations (Jacobi, 1846). */

export interface Eigen {
  /** Largest first. */
  readonly values: readonly number[];
  /** One row for each value, of length 1, its largest element positive. */
  readonly vectors: readonly (readonly number[])[];
}

/** Sweeps until nothing is left beside the diagonal; they double the digits each. */
const SWEEPS = 32;

export function eigenOf(matrix: readonly (readonly number[])[]): Eigen {
  const n = matrix.length;
  const a = matrix.map((row) => [...row]);
  const v = matrix.map((_, i) => matrix.map((__, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) if (a[p][q] !== 0) rotate(a, v, p, q);
  const order = matrix.map((_, i) => i).sort((i, j) => a[j][j] - a[i][i]);
  return {
    values: order.map((i) => a[i][i]),
    vectors: order.map((i) => {
      const vector = v.map((row) => row[i]);
      const largest = vector.reduce((x, y) => (Math.abs(y) > Math.abs(x) ? y : x), 0);
      return largest < 0 ? vector.map((x) => -x) : vector;
    }),
  };
}

/** Turns the plane of p and q so that a[p][q] vanishes. */
function rotate(a: number[][], v: number[][], p: number, q: number): void {
  const theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (const row of a) [row[p], row[q]] = [c * row[p] - s * row[q], s * row[p] + c * row[q]];
  for (let k = 0; k < a.length; k++) [a[p][k], a[q][k]] = [c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k]];
  for (const row of v) [row[p], row[q]] = [c * row[p] - s * row[q], s * row[p] + c * row[q]];
}
