/** The parts of the optional package that are used: its own types need all of TensorFlow.js. */
declare module '@tensorflow/tfjs-node/dist/nodejs_kernel_backend.js' {
  import type { KernelBackend } from '@tensorflow/tfjs-core';

  export class NodeJSKernelBackend extends KernelBackend {
    constructor(binding: object, packageName: string);
    readonly isUsingGpuDevice: boolean;
  }
}

/** Registers the kernels of the backend `tensorflow`. */
declare module '@tensorflow/tfjs-node/dist/register_all_kernels.js' {}
