import { sizeOf } from '../../model/shape.ts';
import type { BackwardContext } from './layer-run.ts';

/** No gradient flows to tensors given as arguments of which only the extents, or the places, are used. */
export function zeroRest<T>({ ops, dxs, inputShapes }: BackwardContext<T, unknown>): void {
  dxs.forEach((dx, i) => {
    if (i === 0 || dx === null) return;
    ops.constant({}, dx, { values: new Float32Array(sizeOf(inputShapes[i])) });
  });
}
