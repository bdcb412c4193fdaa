/** Opens a backend by name in this process. A native one may take the process with it: probe it first. */
import type { BackendName } from '../protocol/job.ts';
import type { Backend } from './backend.ts';

export async function openBackend(name: BackendName, options: { readonly allowSoftware: boolean }): Promise<Backend> {
  switch (name) {
    case 'tensorflow-gpu':
    case 'tensorflow':
      return (await import('./tensorflow/backend.ts')).openTensorflow(name);
    case 'webgpu':
      return (await import('./webgpu/backend.ts')).openWebgpu(options);
    case 'cpu':
      return (await import('./cpu/backend.ts')).openCpu();
    case 'reference':
      return (await import('./reference/backend.ts')).referenceBackend;
  }
}
