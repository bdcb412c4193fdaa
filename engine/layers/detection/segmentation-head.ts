import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { folded } from '../folded.ts';
import type { LayerRun } from '../layer-run.ts';
import { mapPlane, transposed } from '../plane-map.ts';
import { bilinearMatrix } from '../resizing/bilinear.ts';
import { zeroRest } from '../zero-rest.ts';

const POINTWISE = { stride: [1, 1], pad: [0, 0, 0, 0] };

const interpolation = (from: readonly number[], to: readonly number[]) =>
  [bilinearMatrix(from[1], to[1]), bilinearMatrix(from[2], to[2])] as const;

/** A 1×1 convolution, then its scores interpolated. */
export const segmentation_head: LayerRun<ArgsOf<typeof layers.segmentation_head>> = folded(2, {
  forward(node) {
    const { ops, inputShape, outputShape, weights, temporary, x, y } = node;
    const shape = inputShape.with(-1, outputShape[3]);
    const resized = String(shape) !== String(outputShape);
    const scores = resized ? temporary(shape) : y;
    ops.conv({ x, w: weights.weight, b: weights.bias }, scores, POINTWISE);
    if (resized) mapPlane(node, scores, shape, interpolation(shape, outputShape), y);
  },
  backward(node) {
    const { ops, inputShape, outputShape, weights, gradients, temporary, x, dy, dx } = node;
    const shape = inputShape.with(-1, outputShape[3]);
    let scores = dy;
    if (String(shape) !== String(outputShape)) {
      scores = temporary(shape);
      const [rows, columns] = interpolation(shape, outputShape);
      mapPlane(node, dy, outputShape, [transposed(rows), transposed(columns)], scores);
    }
    ops.convFilterGradient({ x, dy: scores }, gradients.weight, POINTWISE);
    ops.biasGradient({ dy: scores }, gradients.bias);
    if (dx !== null) ops.convInputGradient({ dy: scores, w: weights.weight }, dx, POINTWISE);
    zeroRest(node);
  },
});
