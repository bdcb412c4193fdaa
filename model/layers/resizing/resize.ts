/** What layers share that lay pixels out anew: the view of an image whose pixels are divided or gathered. */
import type { Extent } from '../../shape.ts';
import type { FieldWindow } from '../spec.ts';

export type Pair<T> = readonly [height: T, width: T];

/** Both axes of an image. */
export const both = <T>(of: (axis: 0 | 1) => T): Pair<T> => [of(0), of(1)];

/**
 * An output pixel lies at the place of its area: pixel p of an image made `factor` times larger is centered at
 * (p + ½)/factor − ½ of the input, and sees `seen` inputs around there.
 */
export function enlarged(factor: Pair<number>, seen: Pair<number>): FieldWindow {
  return {
    kernel: seen,
    stride: both((i) => 1 / factor[i]),
    before: both((i) => (seen[i] - 1) / 2 - (0.5 / factor[i] - 0.5)),
  };
}

/** Lines of the hover, one for both axes where they agree. */
export const byAxis = (lines: Pair<string>): readonly string[] =>
  lines[0] === lines[1] ? [lines[0]] : [`height: ${lines[0]}`, `width: ${lines[1]}`];

export const scaled = (extent: Extent, factor: Extent): Extent =>
  extent === null || factor === null ? null : extent * factor;
