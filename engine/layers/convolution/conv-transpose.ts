import { spread } from '../../../model/layers/convolution/transpose.ts';
import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import type { Convolving } from '../../ops/ops.ts';
import { folded } from '../folded.ts';
import type { LayerRun } from '../layer-run.ts';

type Args = ArgsOf<typeof layers.conv_transpose>;

/** Forward is what the convolution with the same filters does backward, from its output to its input, and the other way round. */
export const conv_transpose: LayerRun<Args> = folded(2, {
  forward({ ops, args, inputShape, outputShape, weights, temporary, x, y }) {
    const placed = weights.bias === undefined ? y : temporary(outputShape);
    ops.convInputGradient({ dy: x, w: weights.weight }, placed, mirrored(args, inputShape));
    if (weights.bias !== undefined) ops.binary({ a: placed, b: weights.bias }, y, { fn: 'add' });
  },
  backward({ ops, args, inputShape, weights, gradients, x, dy, dx }) {
    const convolving = mirrored(args, inputShape);
    ops.convFilterGradient({ x: dy, dy: x }, gradients.weight, convolving);
    if (gradients.bias !== undefined) ops.biasGradient({ dy }, gradients.bias);
    if (dx !== null) ops.conv({ x: dy, w: weights.weight, b: null }, dx, convolving);
  },
});

/** The convolution that it undoes: what is cut off here is padding there. */
function mirrored(
  { kernel, stride, pad, output_pad, dilation, groups }: Args,
  inputShape: readonly number[],
): Convolving {
  const axes = spread(inputShape.slice(1, 3), { kernel, stride, pad, outputPad: output_pad, dilation });
  return { stride, pad: axes.flatMap(({ before, after }) => [before, after]), dilation, groups };
}
