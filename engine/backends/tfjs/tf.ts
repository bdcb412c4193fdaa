/** TensorFlow.js as a value, which operations take as an argument: tfjs-core, with WebAssembly, WebGPU or TensorFlow under it. */
export type Tf = typeof import('@tensorflow/tfjs-core');
export type { Tensor as TfTensor } from '@tensorflow/tfjs-core';
