import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { folded } from '../folded.ts';
import type { LayerRun } from '../layer-run.ts';
import { convolvingOf } from './convolve.ts';

const POINTWISE = { stride: [1, 1], pad: [0, 0, 0, 0] };

/** Depthwise and 1×1 behind it; what lies between is saved. */
export const separable: LayerRun<ArgsOf<typeof layers.separable>> = folded(2, {
  forward({ ops, args, inputShape, outputShape, weights, weightShapes, saved, temporary, x, y }) {
    const between = temporary(outputShape.with(-1, weightShapes['depthwise.weight'][3]));
    const depthwise = convolvingOf(inputShape, { ...args, groups: inputShape[3] });
    ops.conv({ x, w: weights['depthwise.weight'], b: null }, between, depthwise);
    ops.conv({ x: between, w: weights['pointwise.weight'], b: weights['pointwise.bias'] ?? null }, y, POINTWISE);
    if (saved.depthwise !== undefined) ops.reshape({ x: between }, saved.depthwise);
  },
  backward({ ops, args, inputShape, outputShape, weights, weightShapes, gradients, saved, temporary, x, dy, dx }) {
    const shape = outputShape.with(-1, weightShapes['depthwise.weight'][3]);
    const depthwise = convolvingOf(inputShape, { ...args, groups: inputShape[3] });
    const [between, gradient] = [temporary(shape), temporary(shape)];
    ops.reshape({ x: saved.depthwise }, between);
    ops.convFilterGradient({ x: between, dy }, gradients['pointwise.weight'], POINTWISE);
    if (gradients['pointwise.bias'] !== undefined) ops.biasGradient({ dy }, gradients['pointwise.bias']);
    ops.convInputGradient({ dy, w: weights['pointwise.weight'] }, gradient, POINTWISE);
    ops.convFilterGradient({ x, dy: gradient }, gradients['depthwise.weight'], depthwise);
    if (dx !== null) ops.convInputGradient({ dy: gradient, w: weights['depthwise.weight'] }, dx, depthwise);
  },
});
