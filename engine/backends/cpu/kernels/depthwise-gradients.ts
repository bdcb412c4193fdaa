/** Both gradients of a depthwise convolution, which stock WASM lacks; channels innermost, as they lie in memory. */
import {
  backend_util,
  type DepthwiseConv2dNativeBackpropFilterAttrs,
  type DepthwiseConv2dNativeBackpropInputAttrs,
} from '@tensorflow/tfjs-core';
import { heap, type Kernel } from './stock.ts';

type Shape4D = [number, number, number, number];
type Info = ReturnType<typeof backend_util.computeConv2DInfo>;

/** Calls `visit` with the starts of the runs of channels in x, w and dy of every product; dy and w have `multiplier` times as many. */
function runs(info: Info, visit: (x: number, w: number, dy: number) => void): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = info;
  const { filterHeight, filterWidth, strideHeight, strideWidth, dilationHeight, dilationWidth, padInfo } = info;
  for (let n = 0; n < batchSize; n++) {
    for (let i = 0; i < outHeight; i++) {
      for (let ki = 0; ki < filterHeight; ki++) {
        const row = i * strideHeight + ki * dilationHeight - padInfo.top;
        if (row < 0 || row >= inHeight) continue;
        for (let j = 0; j < outWidth; j++) {
          const dy = ((n * outHeight + i) * outWidth + j) * outChannels;
          for (let kj = 0; kj < filterWidth; kj++) {
            const column = j * strideWidth + kj * dilationWidth - padInfo.left;
            if (column < 0 || column >= inWidth) continue;
            visit(((n * inHeight + row) * inWidth + column) * inChannels, (ki * filterWidth + kj) * outChannels, dy);
          }
        }
      }
    }
  }
}

export const depthwiseConv2dNativeBackpropInput: Kernel = ({ inputs, attrs, backend }) => {
  const { strides, dilations, pad, dimRoundingMode, inputShape } =
    attrs as unknown as DepthwiseConv2dNativeBackpropInputAttrs;
  const { dy, filter } = inputs;
  const shape = filter.shape as Shape4D;
  const info = backend_util.computeConv2DInfo(inputShape, shape, strides, dilations, pad, dimRoundingMode, true);
  const result = backend.makeOutput(inputShape, 'float32');
  const dx = heap(backend, result).fill(0);
  const gradient = heap(backend, dy);
  const weights = heap(backend, filter);
  const { inChannels } = info;
  const multiplier = info.outChannels / inChannels;
  runs(info, (x, w, y) => {
    if (multiplier === 1) {
      for (let c = 0; c < inChannels; c++) dx[x + c] += gradient[y + c] * weights[w + c];
      return;
    }
    for (let c = 0; c < inChannels; c++) {
      let sum = 0;
      for (let m = c * multiplier; m < (c + 1) * multiplier; m++) sum += gradient[y + m] * weights[w + m];
      dx[x + c] += sum;
    }
  });
  return result;
};

/** Summed in float64: there are as many terms as output positions. */
export const depthwiseConv2dNativeBackpropFilter: Kernel = ({ inputs, attrs, backend }) => {
  const { strides, dilations, pad, dimRoundingMode, filterShape } =
    attrs as unknown as DepthwiseConv2dNativeBackpropFilterAttrs;
  const { x, dy } = inputs;
  const shape = x.shape as Shape4D;
  const info = backend_util.computeConv2DInfo(shape, filterShape, strides, dilations, pad, dimRoundingMode, true);
  const result = backend.makeOutput(filterShape, 'float32');
  const values = heap(backend, x);
  const gradient = heap(backend, dy);
  const { inChannels } = info;
  const multiplier = info.outChannels / inChannels;
  const sums = new Float64Array(heap(backend, result).length);
  runs(info, (from, w, y) => {
    if (multiplier === 1) {
      for (let c = 0; c < inChannels; c++) sums[w + c] += gradient[y + c] * values[from + c];
      return;
    }
    for (let c = 0; c < inChannels; c++) {
      const value = values[from + c];
      for (let m = c * multiplier; m < (c + 1) * multiplier; m++) sums[w + m] += gradient[y + m] * value;
    }
  });
  heap(backend, result).set(sums);
  return result;
};
