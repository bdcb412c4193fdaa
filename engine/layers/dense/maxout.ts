import type { layers } from '../../../model/layers/index.ts';
import { sizeOf } from '../../../model/shape.ts';
import { derived } from '../../tape/derived.ts';

export const maxout = derived<typeof layers.maxout>(({ t, x, args, weights: { weight, bias }, outputShape }) => {
  const rows = sizeOf(x.shape.slice(0, -1));
  const products = t.matmul(t.reshape(x, [rows, weight.shape[0]]), weight);
  const sums = bias === undefined ? products : t.add(products, bias);
  return t.reshape(t.max(t.reshape(sums, [rows, args.units, args.pieces]), [-1]), outputShape);
});
