import { Draws } from '../../random/draws.ts';
import { permutation } from '../../random/philox.ts';
import type { Target } from '../batch.ts';

export interface Mix {
  /** λ, one for the batch. */
  readonly share: number;
  /** For each sample the one it is mixed with. */
  readonly partners: Uint32Array;
}

/** As in the paper's listing: one λ for a batch, and the batch in another order. */
export function drawMix(
  alpha: number,
  count: number,
  { seed, epoch, batch }: { seed: number; epoch: number; batch: number },
): Mix {
  const place = { seed, purpose: 'mixup', time: epoch, index: batch } as const;
  const share = new Draws(place, 1).beta(alpha, alpha);
  return { share, partners: permutation(count, place) };
}

/** λ·a + (1 − λ)·b for every sample, in place; `values` is count × anything. */
export function mixNumbers(values: Float32Array, { share, partners }: Mix): void {
  const size = values.length / partners.length;
  const before = values.slice();
  partners.forEach((partner, n) => {
    for (let i = 0; i < size; i++)
      values[n * size + i] = share * before[n * size + i] + (1 - share) * before[partner * size + i];
  });
}

/** Classes as shares, count × classes, written to `out`. */
export function mixClasses(values: Int32Array, classes: number, { share, partners }: Mix, out: Float32Array): Target {
  out.fill(0);
  partners.forEach((partner, n) => {
    out[n * classes + values[n]] += share;
    out[n * classes + values[partner]] += 1 - share;
  });
  return { kind: 'shares', values: out };
}
