import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { type Matrix, planeMap } from '../plane-map.ts';
import { adaptiveTaps } from './adaptive.ts';

/** Each row of the matrix is the mean of what one output covers. */
function meanMatrix(extent: number, out: number): Matrix {
  const values = new Float64Array(out * extent);
  adaptiveTaps(extent, out).forEach((taps, i) => {
    for (const element of taps) values[i * extent + element] = 1 / taps.length;
  });
  return { rows: out, columns: extent, values };
}

export const adaptive_avgpool = planeMap<ArgsOf<typeof layers.adaptive_avgpool>>((_, from, to) => [
  meanMatrix(from[0], to[0]),
  meanMatrix(from[1], to[1]),
]);
