/** Native TensorFlow, on a GPU or on the CPU. */
import { availableParallelism } from 'node:os';
import { PlannedNetwork } from '../../network/planned-network.ts';
import { type Backend, BackendError } from '../backend.ts';
import { tfjsRuntime } from '../tfjs/runtime.ts';
import { loadTensorflow, packages } from './load.ts';

interface NodeBackend {
  readonly isUsingGpuDevice?: boolean;
  readonly binding?: { readonly TF_Version?: string };
}

export async function openTensorflow(name: keyof typeof packages, threads = availableParallelism()): Promise<Backend> {
  const tf = loadTensorflow(name, threads);
  await tf.ready();
  if (tf.getBackend() !== 'tensorflow')
    throw new BackendError(`${packages[name]} loaded but did not become the backend.`);
  const { isUsingGpuDevice: gpu = false, binding } = tf.backend() as NodeBackend;
  // Without CUDA the GPU build computes on the CPU and says nothing.
  if (name === 'tensorflow-gpu' && !gpu)
    throw new BackendError('TensorFlow is there but sees no GPU; it would compute on the CPU.');
  const runtime = tfjsRuntime(tf);
  const { TF_Version: version = 'of unknown version' } = binding ?? {};
  return {
    name,
    device: `TensorFlow ${version} on ${gpu ? 'a GPU' : `the CPU, ${threads} thread${threads === 1 ? '' : 's'}`}`,
    threads,
    versions: { tfjs: tf.version_core, tensorflow: version },
    createNetwork: async (options) => new PlannedNetwork(runtime, options),
    dispose: async () => {},
  };
}
