import type { layers } from '../../../model/layers/index.ts';
import { sizeOf } from '../../../model/shape.ts';
import { derived } from '../../tape/derived.ts';

/** aᵀWb: first a with all matrices, as the first features × (units · second features), then each result with b. */
export const bilinear = derived<typeof layers.bilinear>(
  ({ t, inputs: [a, b], weights: { weight, bias }, outputShape }) => {
    const [first, units, second] = weight.shape;
    const rows = sizeOf(a.shape.slice(0, -1));
    const products = t.matmul(t.reshape(a, [rows, first]), t.reshape(weight, [first, units * second]));
    const joined = t.multiply(t.reshape(products, [rows, units, second]), t.reshape(b, [rows, 1, second]));
    const y = t.reshape(t.sum(joined, [-1]), outputShape);
    return bias === undefined ? y : t.add(y, bias);
  },
  { weight: [1, 0, 2] },
);
