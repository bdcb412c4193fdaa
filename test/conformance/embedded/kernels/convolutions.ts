/** Convolutions and their gradients. Only channels last is ours. */
import { backend_util } from '@tensorflow/tfjs-core';
import type { Convolving, Sides } from '../../../../engine/ops/ops.ts';
import { all, type OwnKernel, type OwnKernels, sameShape } from '../kernel.ts';
import { finished } from './products.ts';

type Shape4D = [number, number, number, number];
type Shape5D = [number, number, number, number, number];

/** What our operations are told; `null` where it is not for them. */
interface Known {
  readonly convolving: Convolving;
  readonly inShape: readonly number[];
  readonly outShape: readonly number[];
}

interface Attrs {
  readonly strides: number;
  readonly pad: 'valid';
  readonly dilations?: number | null;
  readonly dataFormat?: 'NHWC';
  readonly dimRoundingMode?: 'floor';
}

const whole = (pad: Sides) => pad.every((side) => Number.isInteger(side) && side >= 0);

function plane(x: readonly number[], w: readonly number[], attrs: Attrs, depthwise: boolean): Known | null {
  const { strides, pad, dimRoundingMode, dataFormat = 'NHWC' } = attrs;
  const dilations = attrs.dilations ?? 1;
  const shapes = [x as Shape4D, w as Shape4D] as const;
  const format = backend_util.convertConv2DDataFormat(dataFormat);
  const info = backend_util.computeConv2DInfo(...shapes, strides, dilations, pad, dimRoundingMode, depthwise, format);
  const { top, bottom, left, right } = info.padInfo;
  const sides = [top, bottom, left, right];
  if (info.dataFormat !== 'channelsLast' || !whole(sides)) return null;
  const convolving = {
    stride: [info.strideHeight, info.strideWidth],
    pad: sides,
    dilation: [info.dilationHeight, info.dilationWidth],
    groups: depthwise ? info.inChannels : 1,
  };
  return { convolving, inShape: info.inShape, outShape: info.outShape };
}

function space(x: readonly number[], w: readonly number[], { strides, pad, dilations }: Attrs): Known | null {
  const info = backend_util.computeConv3DInfo(x as Shape5D, w as Shape5D, strides, dilations ?? 1, pad);
  const { front, back, top, bottom, left, right } = info.padInfo;
  const sides = [front, back, top, bottom, left, right];
  if (!whole(sides)) return null;
  const convolving = {
    stride: [info.strideDepth, info.strideHeight, info.strideWidth],
    pad: sides,
    dilation: [info.dilationDepth, info.dilationHeight, info.dilationWidth],
  };
  return { convolving, inShape: info.inShape, outShape: info.outShape };
}

type Knows = (x: readonly number[], w: readonly number[], attrs: Attrs) => Known | null;

const conv2d: Knows = (x, w, attrs) => plane(x, w, attrs, false);
const depthwise: Knows = (x, w, attrs) => plane(x, w, attrs, true);

/** Filters of a depthwise convolution are kernel × channels × filters of each; ours are kernel × 1 × all of them. */
const filterOf = (shape: readonly number[], { groups = 1 }: Convolving) =>
  groups === 1 ? shape : [...shape.slice(0, -2), 1, shape[shape.length - 2] * shape[shape.length - 1]];

const forward =
  (knows: Knows): OwnKernel<Attrs> =>
  ({ inputs: { x, filter }, attrs, backend }) => {
    if (!all('float32', x, filter)) return null;
    const known = knows(x.shape, filter.shape, attrs);
    if (known === null) return null;
    const { convolving, outShape } = known;
    const w = { ...backend.tensor(filter), shape: filterOf(filter.shape, convolving) };
    return backend.compute(outShape, 'float32', (y) =>
      backend.ops.conv({ x: backend.tensor(x), w, b: null }, y, convolving),
    );
  };

const inputGradient =
  (knows: Knows): OwnKernel<Attrs & { readonly inputShape: readonly number[] }> =>
  ({ inputs: { dy, filter }, attrs, backend }) => {
    if (!all('float32', dy, filter)) return null;
    const known = knows(attrs.inputShape, filter.shape, attrs);
    if (known === null || !sameShape(dy.shape, known.outShape)) return null;
    const { convolving, inShape } = known;
    const w = { ...backend.tensor(filter), shape: filterOf(filter.shape, convolving) };
    return backend.compute(inShape, 'float32', (dx) =>
      backend.ops.convInputGradient({ dy: backend.tensor(dy), w }, dx, convolving),
    );
  };

const filterGradient =
  (knows: Knows): OwnKernel<Attrs & { readonly filterShape: readonly number[] }> =>
  ({ inputs: { x, dy }, attrs, backend }) => {
    if (!all('float32', x, dy)) return null;
    const known = knows(x.shape, attrs.filterShape, attrs);
    if (known === null || !sameShape(dy.shape, known.outShape)) return null;
    const { convolving } = known;
    return backend.compute(attrs.filterShape, 'float32', (out) => {
      const dw = { ...out, shape: filterOf(attrs.filterShape, convolving) };
      backend.ops.convFilterGradient({ x: backend.tensor(x), dy: backend.tensor(dy) }, dw, convolving);
    });
  };

const fused =
  (kernel: string): OwnKernel =>
  ({ inputs, attrs, backend }) => {
    const { x, filter } = inputs;
    // Where channels come first, a bias is not added along the last axis.
    if (!all('float32', x, filter) || attrs.dataFormat !== 'NHWC') return null;
    return backend.composed((run) => finished(run, run(kernel, { x, filter }, attrs), inputs, attrs));
  };

export const convolutionKernels: OwnKernels = {
  Conv2D: forward(conv2d),
  Conv2DBackpropInput: inputGradient(conv2d),
  Conv2DBackpropFilter: filterGradient(conv2d),
  DepthwiseConv2dNative: forward(depthwise),
  DepthwiseConv2dNativeBackpropInput: inputGradient(depthwise),
  DepthwiseConv2dNativeBackpropFilter: filterGradient(depthwise),
  Conv3D: forward(space),
  Conv3DBackpropInputV2: inputGradient(space),
  Conv3DBackpropFilterV2: filterGradient(space),
  FusedConv2D: fused('Conv2D'),
  FusedDepthwiseConv2D: fused('DepthwiseConv2dNative'),
};
