/**
 * TensorFlow.js as a value: the bundled tfjs-core with WebAssembly or WebGPU, or the separate instance inside
 * `@tensorflow/tfjs-node`. Operations take it as an argument, so that they run on either.
 */
export type Tf = typeof import('@tensorflow/tfjs-core');
export type { Tensor as TfTensor } from '@tensorflow/tfjs-core';
