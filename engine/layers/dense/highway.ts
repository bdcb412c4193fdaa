import type { layers } from '../../../model/layers/index.ts';
import { sizeOf } from '../../../model/shape.ts';
import { derived } from '../../tape/derived.ts';
import { gated } from './gate.ts';

export const highway = derived<typeof layers.highway>(({ t, x, args, weights, outputShape }) => {
  const seen = t.reshape(x, [sizeOf(x.shape.slice(0, -1)), x.shape.at(-1) ?? 1]);
  const sums = (name: string) => t.add(t.matmul(seen, weights[`${name}.weight`]), weights[`${name}.bias`]);
  return t.reshape(gated(t, seen, sums('transform'), sums('gate'), args), outputShape);
});
