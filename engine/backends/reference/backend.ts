import { productOn } from '../../neighbors/product.ts';
import { PlannedNetwork } from '../../network/planned-network.ts';
import type { Backend } from '../backend.ts';
import { referenceRuntime } from './runtime.ts';

/** Float64 in plain TypeScript: slow and exact. */
export const referenceBackend: Backend = {
  name: 'reference',
  device: 'float64, 1 thread',
  gpu: false,
  threads: 1,
  versions: {},
  createNetwork: async (options) => new PlannedNetwork(referenceRuntime, options),
  product: productOn(referenceRuntime),
  dispose: async () => {},
};
