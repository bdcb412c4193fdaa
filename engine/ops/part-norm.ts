import type { Op } from './op.ts';

/** A tensor seen as rows × pixels × groups × channels of a group: each group of each row is a part. */
export type Parts = readonly [rows: number, pixels: number, groups: number, channels: number];

export interface PartNormOps<T> {
  /**
   * Normalizes each part by its own mean and biased variance, rows × groups, which it also gives; then scales and shifts
   * by channel, those of all groups one behind the other.
   */
  partNorm: Op<{ x: T; scale: T; shift: T }, { y: T; mean: T; variance: T }, { eps: number; parts: Parts }>;
  partNormGradient: Op<
    { x: T; scale: T; mean: T; variance: T; dy: T },
    { dx: T | null; dScale: T; dShift: T },
    { eps: number; parts: Parts }
  >;
}
