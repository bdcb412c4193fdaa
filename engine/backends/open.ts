/** Opens a backend by name in this process. A native one may take the process with it: probe it first. */
import type { BackendName } from '../protocol/job.ts';
import type { Backend } from './backend.ts';

export interface OpenOptions {
  /** Whether a software renderer will do for a GPU. */
  readonly allowSoftware: boolean;
  /** At most so many; absent: as many as the machine has. */
  readonly threads?: number | undefined;
}

export async function openBackend(name: BackendName, options: OpenOptions): Promise<Backend> {
  switch (name) {
    case 'tensorflow-gpu':
    case 'tensorflow':
      return (await import('./tensorflow/backend.ts')).openTensorflow(name, options.threads);
    case 'webgpu':
      return (await import('./webgpu/backend.ts')).openWebgpu(options);
    case 'cpu':
      return (await import('./cpu/backend.ts')).openCpu({ threads: options.threads });
    case 'reference':
      return (await import('./reference/backend.ts')).referenceBackend;
  }
}
