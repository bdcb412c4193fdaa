/** Normalization of parts of a sample by their own mean and variance, in training and in evaluation alike. */
import type { ArgsOf, LayerSpec } from '../../../model/layers/spec.ts';
import { type Axis, isLeading, sizeOf } from '../../../model/shape.ts';
import { written } from '../../tape/written.ts';
import type { LayerRun } from '../layer-run.ts';

/** A tensor seen as rows × pixels × groups × channels of a group: each group of each row is a part. */
export type Parts = readonly [rows: number, pixels: number, groups: number, channels: number];

/** Rows, which are samples with their steps and items, and pixels of a tensor; batch first. */
export function rowsAndPixels(shape: readonly number[], axes: readonly Axis[]): readonly [number, number] {
  const at = 1 + axes.findIndex((axis) => !isLeading(axis));
  return [sizeOf(shape.slice(0, at)), sizeOf(shape.slice(at, -1))];
}

const OVER = [1, 3];

/** x̂ = (x − mean)/√(variance + eps), then x̂ · weight + bias by channel, where the layer has them. */
export const normalizedParts = <S extends LayerSpec<never> | object>(
  partsOf: (shape: readonly number[], axes: readonly Axis[], args: ArgsOf<S>) => Parts,
  eps: (args: ArgsOf<S>) => number,
): LayerRun<ArgsOf<S>> =>
  written<S>({
    forward({ t, x, args, weights, inputAxes, save }) {
      const seen = t.reshape(x, partsOf(x.shape, inputAxes[0], args));
      const mean = t.mean(seen, OVER);
      const centered = t.subtract(seen, mean);
      const variance = t.mean(t.square(centered), OVER);
      save('mean', mean);
      save('variance', variance);
      const scaled = t.multiply(centered, t.rsqrt(t.affine(variance, 1, eps(args))));
      const normalized = t.reshape(scaled, x.shape);
      if (weights.weight === undefined) return normalized;
      return t.add(t.multiply(normalized, weights.weight), weights.bias);
    },
    backward({ t, x, dy, args, weights: { weight }, inputAxes, saved }) {
      const parts = partsOf(x.shape, inputAxes[0], args);
      const [rows, , groups] = parts;
      const mean = saved('mean', [rows, 1, groups, 1]);
      const factor = t.rsqrt(t.affine(saved('variance', [rows, 1, groups, 1]), 1, eps(args)));
      const normalized = t.multiply(t.subtract(t.reshape(x, parts), mean), factor);
      return {
        input() {
          const seen = t.reshape(weight === undefined ? dy : t.multiply(dy, weight), parts);
          const along = t.multiply(normalized, t.mean(t.multiply(seen, normalized), OVER));
          const centered = t.subtract(t.subtract(seen, t.mean(seen, OVER)), along);
          return t.reshape(t.multiply(centered, factor), x.shape);
        },
        ...(weight === undefined
          ? {}
          : {
              weights: {
                weight: t.sumTo(t.multiply(dy, t.reshape(normalized, x.shape)), weight.shape),
                bias: t.sumTo(dy, weight.shape),
              },
            }),
      };
    },
  });
