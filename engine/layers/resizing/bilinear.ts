import type { Matrix } from '../plane-map.ts';

/**
 * Linear interpolation of `from` elements at `to` places. Pixels are areas: place i is centered at
 * (i + ½)·from/to − ½, and what lies beyond the border is the border's (PyTorch, align_corners=False).
 */
export function bilinearMatrix(from: number, to: number): Matrix {
  const values = new Float64Array(to * from);
  for (let i = 0; i < to; i++) {
    const at = Math.max(0, ((i + 0.5) * from) / to - 0.5);
    const below = Math.min(from - 1, Math.floor(at));
    const above = Math.min(from - 1, below + 1);
    values[i * from + below] += 1 - (at - below);
    values[i * from + above] += at - below;
  }
  return { rows: to, columns: from, values };
}
