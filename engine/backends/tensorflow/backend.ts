/** Native TensorFlow, on a GPU or on the CPU. */
import { availableParallelism } from 'node:os';
import * as tf from '@tensorflow/tfjs-core';
import { productOn } from '../../neighbors/product.ts';
import { PlannedNetwork } from '../../network/planned-network.ts';
import { type Backend, BackendError } from '../backend.ts';
import { startBackend, stopBackend } from '../tfjs/bundled.ts';
import { tfjsRuntime } from '../tfjs/runtime.ts';
import type { TensorflowName } from './choice.ts';
import { loadTensorflow } from './load.ts';

export async function openTensorflow(name: TensorflowName, threads = availableParallelism()): Promise<Backend> {
  const { version, gpu, tensorflow } = await loadTensorflow(name, threads);
  // Without a driver the CUDA build computes on the CPU and says nothing.
  if (name === 'tensorflow-gpu' && !gpu)
    throw new BackendError(
      `TensorFlow ${version} in ${tensorflow.folder} is built with CUDA but sees no GPU; it would compute on the CPU.`,
      { remedy: 'Install the driver of the NVIDIA GPU; nvidia-smi shows whether it works.' },
    );
  if (!(await startBackend('tensorflow'))) throw new BackendError('TensorFlow loaded but did not become the backend.');
  const runtime = tfjsRuntime(tf);
  return {
    name,
    device: `TensorFlow ${version} on ${gpu ? 'a GPU' : `the CPU, ${threads} thread${threads === 1 ? '' : 's'}`}`,
    gpu,
    threads,
    versions: { tfjs: tf.version_core, tensorflow: version },
    createNetwork: async (options) => new PlannedNetwork(runtime, options),
    product: productOn(runtime),
    dispose: async () => stopBackend('tensorflow'),
  };
}
