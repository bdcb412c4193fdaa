import { util } from '@tensorflow/tfjs-core';
import { callStock, heap, type Kernel } from './stock.ts';

/** Over all axes but the last, as gradients of biases need it: no transposition, and the sums are in float64. */
export const sum: Kernel = ({ inputs, attrs, backend }) => {
  const { x } = inputs;
  const last = x.shape.length - 1;
  const axes = util.parseAxisParam(attrs.axis as number | number[], x.shape);
  const leading = last > 0 && axes.length === last && !axes.includes(last);
  if (!leading || x.dtype !== 'float32') return callStock('Sum', { inputs, attrs, backend });
  const channels = x.shape[last];
  const shape = attrs.keepDims === true ? [...x.shape.slice(0, -1).fill(1), channels] : [channels];
  const result = backend.makeOutput(shape, 'float32');
  const sums = new Float64Array(channels);
  const values = heap(backend, x);
  for (let i = 0; i < values.length; i += channels) {
    for (let c = 0; c < channels; c++) sums[c] += values[i + c];
  }
  heap(backend, result).set(sums);
  return result;
};
