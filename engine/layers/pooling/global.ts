import { rankOf } from '../../../model/layers/expect.ts';
import type { Axis } from '../../../model/shape.ts';

/** The axes that are pooled away, batch counted: height and width, depth too, or the steps. */
export function pooledAxes(axes: readonly Axis[]): number[] {
  const rank = rankOf({ axes, extents: axes.map(() => null) }) ?? 0;
  return Array.from({ length: rank }, (_, i) => axes.length - rank + i);
}
