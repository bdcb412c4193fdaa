/**
 * TensorFlow.js on WebAssembly as it is shipped, with the kernels for training that it lacks composed of those that it
 * has. One thread: the threaded build does not start in Node.
 */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import * as wasm from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type Backend, BackendError } from '../../../engine/backends/backend.ts';
import { startBackend, stopBackend } from '../../../engine/backends/tfjs/bundled.ts';
import { tfjsRuntime } from '../../../engine/backends/tfjs/runtime.ts';
import { productOn } from '../../../engine/neighbors/product.ts';
import { PlannedNetwork } from '../../../engine/network/planned-network.ts';
import { installKernels } from './kernels/index.ts';

export async function openStockWasm(): Promise<Backend> {
  wasm.setWasmPaths(`${dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  installKernels();
  if (!(await startBackend('wasm'))) throw new BackendError('This Node cannot run WebAssembly with SIMD.');
  const runtime = tfjsRuntime(tf);
  return {
    name: 'cpu',
    device: 'WebAssembly SIMD, 1 thread',
    gpu: false,
    threads: 1,
    versions: { tfjs: tf.version_core },
    createNetwork: async (options) => new PlannedNetwork(runtime, options),
    product: productOn(runtime),
    dispose: async () => stopBackend('wasm'),
  };
}
