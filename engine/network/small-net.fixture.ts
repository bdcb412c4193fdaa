/** A small network with a layer of every kind, batches for it, and a network made of it: for tests. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { Graph } from '../../model/graph.ts';
import { chain } from '../../model/zoo.fixture.ts';
import type { Backend } from '../backends/backend.ts';
import type { Batch } from '../data/batch.ts';
import { classBatch } from '../data/class-batch.ts';
import { fillNormal } from '../random/philox.ts';
import type { Network, NetworkOptions } from './network.ts';

export const call = (name: string, args: Call['args'] = {}): Call => ({ name, args });

const EXTENTS = [7, 6, 2] as const;
const CLASSES = 3;

// No bias before batchnorm: its gradient is zero up to rounding, and Adam would make steps of the rounding.
export const smallNet = (): Graph =>
  chain(EXTENTS, [
    ['conv', { filters: 4, kernel: [3, 3], pad: [1, 1, 1, 1], bias: false }],
    ['batchnorm'],
    ['relu'],
    ['maxpool', { window: [2, 2], stride: [2, 2], round: 'floor' }],
    ['conv', { filters: 3, kernel: [2, 3], stride: [1, 2], pad: [1, 0, 0, 2] }],
    ['relu'],
    ['avgpool', { window: [2, 2], stride: [1, 1] }],
    ['flatten'],
    ['dense', { units: 8 }],
    ['relu'],
    ['dropout', { p: 0.25 }],
    ['dense', { units: CLASSES }],
  ]);

export function someBatch(count: number, index = 0): Batch & { readonly labels: Int32Array } {
  const images = fillNormal(new Float32Array(count * EXTENTS[0] * EXTENTS[1] * EXTENTS[2]), {
    seed: 11,
    purpose: 'shuffle',
    index,
  });
  const labels = Int32Array.from({ length: count }, (_, i) => (i + index) % CLASSES);
  return { ...classBatch(smallNet(), images, labels), labels };
}

export const defaults = {
  seed: 5,
  init: call('he'),
  loss: [{ call: call('softmax'), weight: 1 }],
  regularizers: [],
  optimizer: call('sgd', { lr: 0.05, momentum: 0.9 }),
} as const;

export const makeNetwork = (backend: Backend, graph: Graph, settings: Partial<NetworkOptions> = {}): Promise<Network> =>
  backend.createNetwork({ ...defaults, batch: 4, graph, ...settings });
