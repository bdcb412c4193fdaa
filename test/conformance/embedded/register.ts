/** Registers the kernels of the embedded backend with TensorFlow.js, and those that stand in where there are none. */
import '@tensorflow/tfjs-backend-cpu';
import { getKernelsForBackend, type KernelFunc, registerBackend, registerKernel } from '@tensorflow/tfjs-core';
import type { CpuBackend } from '../../../engine/backends/cpu/backend.ts';
import { EMBEDDED, EmbeddedBackend } from './backend.ts';
import type { Call, OwnKernels } from './kernel.ts';
import { convolutionKernels } from './kernels/convolutions.ts';
import { functionKernels } from './kernels/functions.ts';
import { normalizationKernels } from './kernels/normalization.ts';
import { pickingKernels } from './kernels/picking.ts';
import { poolKernels } from './kernels/pools.ts';
import { productKernels } from './kernels/products.ts';
import { reductionKernels } from './kernels/reductions.ts';
import { structureKernels } from './kernels/structure.ts';

const own: OwnKernels = {
  ...functionKernels,
  ...structureKernels,
  ...pickingKernels,
  ...reductionKernels,
  ...productKernels,
  ...convolutionKernels,
  ...poolKernels,
  ...normalizationKernels,
};

export interface KernelRuns {
  /** How often each kernel was done by operations of ours, by its name; 0 where it never was. */
  readonly own: Map<string, number>;
  /** How often each was done by tfjs-backend-cpu in their place. */
  readonly slower: Map<string, number>;
}

/**
 * The kernels of tfjs-backend-cpu hold views while they make their results: the memory has to be shared, for memory that
 * is not shared leaves its views behind when it grows.
 */
export function registerEmbedded(cpu: CpuBackend): KernelRuns {
  const runs: KernelRuns = { own: new Map(Object.keys(own).map((name) => [name, 0])), slower: new Map() };
  const count = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  registerBackend(EMBEDDED, () => new EmbeddedBackend(cpu));
  for (const { kernelName, kernelFunc } of getKernelsForBackend('cpu')) {
    const slower: KernelFunc = (call) => {
      count(runs.slower, kernelName);
      const backend = call.backend as EmbeddedBackend;
      const made = kernelFunc(call);
      return Array.isArray(made) ? made.map((info) => backend.settled(info)) : backend.settled(made);
    };
    const ours = own[kernelName];
    const either: KernelFunc = (call) => {
      const made = ours(call as unknown as Call<unknown>);
      if (made === null) return slower(call);
      count(runs.own, kernelName);
      return made;
    };
    registerKernel({ kernelName, backendName: EMBEDDED, kernelFunc: ours === undefined ? slower : either });
  }
  return runs;
}
