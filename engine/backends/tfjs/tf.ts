/** TensorFlow.js as a value, which operations take as an argument: tfjs-core, with WebAssembly, WebGPU or TensorFlow under it. */
export type Tf = typeof import('@tensorflow/tfjs-core');
export type { Tensor as TfTensor } from '@tensorflow/tfjs-core';

/** The extents of a tensor of whatever rank. */
export const extentsOf = (x: import('@tensorflow/tfjs-core').Tensor): readonly number[] => x.shape;
