/** Normalization of parts of a sample by their own mean and variance, in training and in evaluation alike. */
import type { ArgsOf, LayerSpec } from '../../../model/layers/spec.ts';
import { type Axis, isLeading, sizeOf } from '../../../model/shape.ts';
import type { Parts } from '../../ops/part-norm.ts';
import type { LayerRun } from '../layer-run.ts';
import { scaleAndShift } from './scale-and-shift.ts';

/** Rows, which are samples with their steps and items, and pixels of a tensor; batch first. */
export function rowsAndPixels(shape: readonly number[], axes: readonly Axis[]): readonly [number, number] {
  const at = 1 + axes.findIndex((axis) => !isLeading(axis));
  return [sizeOf(shape.slice(0, at)), sizeOf(shape.slice(at, -1))];
}

const channelsOf = (shape: readonly number[]) => [shape.at(-1) ?? 1];

/** x̂ = (x − mean)/√(variance + eps), then x̂ · weight + bias by channel, where the layer has them. */
export const normalizedParts = <S extends LayerSpec<never> | object>(
  partsOf: (shape: readonly number[], axes: readonly Axis[], args: ArgsOf<S>) => Parts,
  epsOf: (args: ArgsOf<S>) => number,
): LayerRun<ArgsOf<S>> => ({
  forward(node) {
    const { ops, args, inputShape, inputAxes, saved, temporary, x, y } = node;
    const parts = partsOf(inputShape, inputAxes[0], args);
    const [rows, , groups] = parts;
    // An evaluation that nobody differentiates keeps nothing.
    const { mean = temporary([rows, groups]), variance = temporary([rows, groups]) } = saved;
    const factors = scaleAndShift(node, channelsOf(inputShape));
    ops.partNorm({ x, ...factors }, { y, mean, variance }, { eps: epsOf(args), parts });
  },
  backward(node) {
    const { ops, args, inputShape, inputAxes, saved, gradients, temporary, x, dy, dx } = node;
    const { mean, variance } = saved;
    const channels = channelsOf(inputShape);
    const { scale } = scaleAndShift(node, channels);
    const { weight: dScale = temporary(channels), bias: dShift = temporary(channels) } = gradients;
    const parts = partsOf(inputShape, inputAxes[0], args);
    ops.partNormGradient({ x, scale, mean, variance, dy }, { dx, dScale, dShift }, { eps: epsOf(args), parts });
  },
});
