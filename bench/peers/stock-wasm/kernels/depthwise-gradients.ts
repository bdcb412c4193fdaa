/** Both gradients of a depthwise convolution, which stock WASM lacks; channels innermost, as they lie in memory. */
import {
  backend_util,
  type DepthwiseConv2dNativeBackpropFilterAttrs,
  type DepthwiseConv2dNativeBackpropInputAttrs,
} from '@tensorflow/tfjs-core';
import { callStock, heap, type Kernel, type KernelArguments, Scratch } from './stock.ts';

type Shape4D = [number, number, number, number];
type Info = ReturnType<typeof backend_util.computeConv2DInfo>;

/** A row of windows along one row of the input, under one element of the filter. */
interface Run {
  /** Starts of the channels in x, in the filter and in dy of the first product. */
  readonly x: number;
  readonly w: number;
  readonly dy: number;
  readonly count: number;
}

/** Calls `visit` for every run of products; from one to the next x moves by stride · channels, dy by its own channels. */
function runs(info: Info, visit: (run: Run) => void): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = info;
  const { filterHeight, filterWidth, strideHeight, strideWidth, dilationHeight, dilationWidth, padInfo } = info;
  for (let n = 0; n < batchSize; n++) {
    for (let i = 0; i < outHeight; i++) {
      for (let ki = 0; ki < filterHeight; ki++) {
        const row = i * strideHeight + ki * dilationHeight - padInfo.top;
        if (row < 0 || row >= inHeight) continue;
        for (let kj = 0; kj < filterWidth; kj++) {
          const offset = kj * dilationWidth - padInfo.left;
          const first = Math.max(0, Math.ceil(-offset / strideWidth));
          const end = Math.min(outWidth, Math.floor((inWidth - 1 - offset) / strideWidth) + 1);
          if (first >= end) continue;
          visit({
            x: ((n * inHeight + row) * inWidth + first * strideWidth + offset) * inChannels,
            w: (ki * filterWidth + kj) * outChannels,
            dy: ((n * outHeight + i) * outWidth + first) * outChannels,
            count: end - first,
          });
        }
      }
    }
  }
}

/** dx at stride 1 and one filter for each channel: dy under the filter turned by 180°, for which there is a fast kernel. */
function turned({ inputs, backend }: KernelArguments, info: Info) {
  const { padInfo, inHeight, inWidth, outHeight, outWidth, dilationHeight, dilationWidth } = info;
  const [top, left] = [info.effectiveFilterHeight - 1 - padInfo.top, info.effectiveFilterWidth - 1 - padInfo.left];
  const bottom = inHeight + info.effectiveFilterHeight - 1 - outHeight - top;
  const right = inWidth + info.effectiveFilterWidth - 1 - outWidth - left;
  if (top < 0 || left < 0 || bottom < 0 || right < 0) return null;
  const scratch = new Scratch(backend);
  const filter = scratch.run('Reverse', { x: inputs.filter }, { dims: [0, 1] });
  const pad = [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
  const dx = callStock('DepthwiseConv2dNative', {
    inputs: { x: inputs.dy, filter },
    attrs: { strides: [1, 1], pad, dilations: [dilationHeight, dilationWidth], dataFormat: 'NHWC' },
    backend,
  });
  scratch.free();
  return dx;
}

export const depthwiseConv2dNativeBackpropInput: Kernel = (given) => {
  const { inputs, attrs, backend } = given;
  const { strides, dilations, pad, dimRoundingMode, inputShape } =
    attrs as unknown as DepthwiseConv2dNativeBackpropInputAttrs;
  const shape = inputs.filter.shape as Shape4D;
  const info = backend_util.computeConv2DInfo(inputShape, shape, strides, dilations, pad, dimRoundingMode, true);
  const { inChannels, outChannels, strideHeight, strideWidth } = info;
  const multiplier = outChannels / inChannels;
  const fast = multiplier === 1 && strideHeight === 1 && strideWidth === 1 ? turned(given, info) : null;
  if (fast !== null) return fast;
  const result = backend.makeOutput(inputShape, 'float32');
  const dx = heap(backend, result).fill(0);
  const gradient = heap(backend, inputs.dy);
  const weights = heap(backend, inputs.filter);
  runs(info, ({ x, w, dy, count }) => {
    for (let j = 0; j < count; j++) {
      const [to, from] = [x + j * strideWidth * inChannels, dy + j * outChannels];
      for (let c = 0; c < inChannels; c++) {
        let sum = 0;
        for (let m = c * multiplier; m < (c + 1) * multiplier; m++) sum += gradient[from + m] * weights[w + m];
        dx[to + c] += sum;
      }
    }
  });
  return result;
};

/** Summed in float64: there are as many terms as output positions. */
export const depthwiseConv2dNativeBackpropFilter: Kernel = ({ inputs, attrs, backend }) => {
  const { strides, dilations, pad, dimRoundingMode, filterShape } =
    attrs as unknown as DepthwiseConv2dNativeBackpropFilterAttrs;
  const shape = inputs.x.shape as Shape4D;
  const info = backend_util.computeConv2DInfo(shape, filterShape, strides, dilations, pad, dimRoundingMode, true);
  const result = backend.makeOutput(filterShape, 'float32');
  const values = heap(backend, inputs.x);
  const gradient = heap(backend, inputs.dy);
  const { inChannels, outChannels, strideWidth } = info;
  const multiplier = outChannels / inChannels;
  const step = strideWidth * inChannels;
  const sums = new Float64Array(heap(backend, result).length);
  // Four channels at a time, whose sums need not wait for each other.
  const whole = multiplier === 1 ? outChannels - (outChannels % 4) : 0;
  runs(info, ({ x, w, dy, count }) => {
    for (let c = 0; c < whole; c += 4) {
      let [s0, s1, s2, s3] = [0, 0, 0, 0];
      let [from, at] = [x + c, dy + c];
      for (let j = 0; j < count; j++, from += step, at += outChannels) {
        s0 += values[from] * gradient[at];
        s1 += values[from + 1] * gradient[at + 1];
        s2 += values[from + 2] * gradient[at + 2];
        s3 += values[from + 3] * gradient[at + 3];
      }
      sums[w + c] += s0;
      sums[w + c + 1] += s1;
      sums[w + c + 2] += s2;
      sums[w + c + 3] += s3;
    }
    for (let m = whole; m < outChannels; m++) {
      const from = x + Math.floor(m / multiplier);
      let sum = 0;
      for (let j = 0; j < count; j++) sum += values[from + j * step] * gradient[dy + j * outChannels + m];
      sums[w + m] += sum;
    }
  });
  heap(backend, result).set(sums);
  return result;
};
