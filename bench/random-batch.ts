/** What the engine's contestants train on and by: a batch of random numbers of a fixed seed, and plain settings. */
import type { Batch } from '../engine/data/batch.ts';
import { endOf } from '../engine/network/heads.ts';
import type { NetworkOptions } from '../engine/network/network.ts';
import { Draws } from '../engine/random/draws.ts';
import { fillNormal } from '../engine/random/philox.ts';
import type { Graph } from '../model/graph.ts';
import { trainDefaults } from '../model/settings.ts';
import type { Setup } from './peers/protocol.ts';

/** What every contestant is told of its optimizer, SGD with momentum. */
export const learning = { lr: 0.01, momentum: 0.9 } as const;

const SEED = 1;

export const settingsOf = ({
  lr,
  momentum,
}: Pick<Setup, 'lr' | 'momentum'>): Omit<NetworkOptions, 'graph' | 'batch'> => ({
  seed: SEED,
  init: trainDefaults.init,
  loss: [{ call: { name: 'softmax', args: {} }, weight: 1 }],
  regularizers: [],
  optimizer: { name: 'sgd', args: { lr, momentum } },
});

const sizeOf = (extents: readonly (number | null)[]) =>
  extents.reduce<number>((size, extent) => size * (extent ?? 0), 1);

/** Normal numbers, or tokens where the model takes steps alone; of the latter there are as many as classes. */
export function randomBatch(graph: Graph, count: number): Batch {
  const { name, shape, axes } = graph.inputs[0];
  const end = endOf(graph, undefined);
  const scores = graph.layers.find(({ id }) => id === end.reference)?.output ?? [];
  const classes = scores.at(-1) ?? 1;
  const draws = new Draws({ seed: SEED, purpose: 'data' });
  const input = new Float32Array(count * sizeOf(shape));
  if (axes.length === 1 && axes[0] === 'steps') for (let i = 0; i < input.length; i++) input[i] = draws.below(classes);
  else fillNormal(input, { seed: SEED, purpose: 'shuffle' });
  const values = Int32Array.from({ length: count * sizeOf(scores.slice(0, -1)) }, () => draws.below(classes));
  return { count, inputs: { [name]: input }, targets: { [end.name]: { kind: 'classes', values } } };
}
