import { fillNormal } from '../random/philox.ts';
import type { InitializerRun } from './initializer-run.ts';

/** Orthogonalized once more, what rounding has left of the others is gone. */
const ROUNDS = 2;

/**
 * Of a Gaussian matrix, outputs × the rest, the shorter side's vectors made orthogonal one after the other (Gram and
 * Schmidt): its Q of the QR decomposition whose R has a positive diagonal, as PyTorch takes it.
 */
export const orthogonal: InitializerRun = (values, { shape, place }, { gain }) => {
  const rows = shape[0];
  const columns = values.length / rows;
  const count = Math.min(rows, columns);
  const length = Math.max(rows, columns);
  const drawn = fillNormal(new Float64Array(values.length), place);
  // Where an element of a vector lies among the values.
  const at = (vector: number, i: number) => (rows < columns ? vector * columns + i : i * columns + vector);
  const vectors: Float64Array[] = [];
  for (let k = 0; k < count; k++) {
    const v = Float64Array.from({ length }, (_, i) => drawn[at(k, i)]);
    for (let round = 0; round < ROUNDS; round++) for (const other of vectors) takeOff(v, other);
    const norm = Math.sqrt(dot(v, v));
    for (let i = 0; i < length; i++) v[i] /= norm;
    vectors.push(v);
    for (let i = 0; i < length; i++) values[at(k, i)] = v[i] * (gain as number);
  }
};

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** What v has in common with a vector of length 1. */
function takeOff(v: Float64Array, unit: Float64Array): void {
  const share = dot(v, unit);
  for (let i = 0; i < v.length; i++) v[i] -= share * unit[i];
}
