import type { layers } from '../../../model/layers/index.ts';
import { sizeOf } from '../../../model/shape.ts';
import { derived } from '../../tape/derived.ts';
import { drawMask } from './masked.ts';

/** Each sample has weights of its own, the same at all its steps. */
export const dropconnect = derived<typeof layers.dropconnect>(
  ({ t, x, args, weights, outputShape, training, place }) => {
    const [batch] = x.shape;
    const [features, units] = weights.weight.shape;
    const rows = sizeOf(x.shape.slice(1, -1));
    const sums = training
      ? t.matmul(
          t.reshape(x, [batch, rows, features]),
          t.multiply(drawMask(t, [batch, features, units], args.p, place), weights.weight),
        )
      : t.matmul(t.reshape(x, [batch * rows, features]), weights.weight);
    const y = t.reshape(sums, outputShape);
    return weights.bias === undefined ? y : t.add(y, weights.bias);
  },
);
