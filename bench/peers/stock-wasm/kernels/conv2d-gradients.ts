/**
 * The gradients of a convolution are convolutions themselves (Dumoulin and Visin, A guide to convolution arithmetic,
 * 2016), and the forward kernel is the fast one here. Stock WASM has no gradient of the filter, and that of the input
 * is a plain loop.
 */
import { backend_util, type Conv2DBackpropFilterAttrs, type Conv2DBackpropInputAttrs } from '@tensorflow/tfjs-core';
import { callStock, type Kernel, Scratch } from './stock.ts';

type Shape4D = [number, number, number, number];
type Explicit = [[number, number], [number, number], [number, number], [number, number]];

const around = (top: number, bottom: number, left: number, right: number): Explicit => [
  [0, 0],
  [top, bottom],
  [left, right],
  [0, 0],
];

/** dw: the input with batch and channels exchanged, under dy as a filter spread out by the stride. */
export const conv2DBackpropFilter: Kernel = ({ inputs, attrs, backend }) => {
  const { strides, pad, filterShape, dimRoundingMode } = attrs as unknown as Conv2DBackpropFilterAttrs;
  const { x, dy } = inputs;
  const { padInfo, strideHeight, strideWidth } = backend_util.computeConv2DInfo(
    x.shape as Shape4D,
    filterShape,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  const scratch = new Scratch(backend);
  const input = scratch.run('Transpose', { x }, { perm: [3, 1, 2, 0] });
  const filter = scratch.run('Transpose', { x: dy }, { perm: [1, 2, 0, 3] });
  const found = scratch.run(
    'Conv2D',
    { x: input, filter },
    {
      strides: 1,
      pad: around(padInfo.top, padInfo.bottom, padInfo.left, padInfo.right),
      dilations: [strideHeight, strideWidth],
      dataFormat: 'NHWC',
    },
  );
  const [inChannels, , , outChannels] = found.shape;
  // Where the stride leaves rows of the input unseen, the result has rows too many.
  const size = [inChannels, filterShape[0], filterShape[1], outChannels];
  const exact = scratch.run('Slice', { x: found }, { begin: [0, 0, 0, 0], size });
  const dw = callStock('Transpose', { inputs: { x: exact }, attrs: { perm: [1, 2, 0, 3] }, backend });
  scratch.free();
  return dw;
};

/** dx at stride 1: dy under the filter turned by 180° with its channels exchanged. */
export const conv2DBackpropInput: Kernel = ({ inputs, attrs, backend }) => {
  const { strides, pad, inputShape, dimRoundingMode } = attrs as unknown as Conv2DBackpropInputAttrs;
  const { dy, filter } = inputs;
  const shape = filter.shape as Shape4D;
  const { padInfo, strideHeight, strideWidth } = backend_util.computeConv2DInfo(
    inputShape,
    shape,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  const [height, width] = shape;
  const full = around(
    height - 1 - padInfo.top,
    height - 1 - padInfo.bottom,
    width - 1 - padInfo.left,
    width - 1 - padInfo.right,
  );
  if (strideHeight !== 1 || strideWidth !== 1 || full.flat().some((side) => side < 0))
    return callStock('Conv2DBackpropInput', { inputs, attrs, backend });
  const scratch = new Scratch(backend);
  const reversed = scratch.run('Reverse', { x: filter }, { dims: [0, 1] });
  const turned = scratch.run('Transpose', { x: reversed }, { perm: [0, 1, 3, 2] });
  const dx = callStock('Conv2D', {
    inputs: { x: dy, filter: turned },
    attrs: { strides: 1, pad: full, dilations: 1, dataFormat: 'NHWC' },
    backend,
  });
  scratch.free();
  return dx;
};
