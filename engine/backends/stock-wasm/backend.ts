/**
 * TensorFlow.js on WebAssembly as it is shipped, with the kernels for training that it lacks
 * composed of those that it has: what the embedded backend is compared with. One thread: the threaded build does not
 * start in Node.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as wasm from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { productOn } from '../../neighbors/product.ts';
import { PlannedNetwork } from '../../network/planned-network.ts';
import { type Backend, BackendError } from '../backend.ts';
import { startBackend, stopBackend } from '../tfjs/bundled.ts';
import { tfjsRuntime } from '../tfjs/runtime.ts';
import { installKernels } from './kernels/index.ts';

const KERNELS = 'tfjs-backend-wasm-simd.wasm';

/** The kernels lie beside the bundle, or in the package when run from source. */
function kernelFolder(): string {
  const beside = dirname(fileURLToPath(import.meta.url));
  if (existsSync(join(beside, KERNELS))) return beside;
  const packaged = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'));
  if (existsSync(join(packaged, KERNELS))) return packaged;
  throw new BackendError(`The file ${KERNELS} is missing beside the engine; build or install Netwright again.`);
}

export async function openStockWasm(): Promise<Backend> {
  wasm.setWasmPaths(`${kernelFolder()}/`);
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
