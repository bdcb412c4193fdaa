import type { Axis } from '../../../model/shape.ts';

/** The position of an axis among those of a tensor, batch first; `auto` is the last. */
export const axisAt = (axes: readonly Axis[], along: Axis | 'auto'): number =>
  along === 'auto' ? axes.length : 1 + axes.lastIndexOf(along);
