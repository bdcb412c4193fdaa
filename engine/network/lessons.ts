/** Which weights learn, and how fast: what `train_only` and `lr_scale` make of a graph. */
import type { Graph } from '../../model/graph.ts';
import { meansWeight } from '../../model/patterns.ts';
import type { LearningOptions } from './network.ts';

export interface Lessons {
  /** Factors of the learning rate of the weights that learn, by name. */
  readonly scales: ReadonlyMap<string, number>;
  /** Weights that lie as in × out, by name; all others are out × in. */
  readonly transposed: ReadonlySet<string>;
  /**
   * Layers with running statistics of which nothing learns. They run as in an evaluation, by the statistics they have,
   * which stay: what is frozen answers the same before and after. (In PyTorch the statistics of a frozen layer go on
   * moving until it is put into evaluation mode; Keras does as it is done here.)
   */
  readonly frozen: ReadonlySet<string>;
}

export function lessonsOf(
  graph: Graph,
  { trainOnly, lrScale = {} }: Pick<LearningOptions, 'trainOnly' | 'lrScale'>,
): Lessons {
  const scales = new Map<string, number>();
  const transposed = new Set<string>();
  const frozen = new Set<string>();
  for (const layer of graph.layers) {
    if (layer.sharedWith !== undefined) continue;
    const means = (pattern: string) => layer.weights.some(({ name }) => meansWeight(pattern, layer, name));
    for (const { name, role } of layer.weights) {
      if (role === 'statistic') continue;
      if (trainOnly !== undefined && !trainOnly.some((pattern) => meansWeight(pattern, layer, name))) continue;
      const last = Object.entries(lrScale).findLast(([pattern]) => meansWeight(pattern, layer, name));
      scales.set(name, last?.[1] ?? 1);
      if (layer.layer === 'conv_transpose') transposed.add(name);
    }
    const counts = layer.weights.some(({ role }) => role === 'statistic');
    if (counts && trainOnly !== undefined && !trainOnly.some(means)) frozen.add(layer.id);
  }
  return { scales, transposed, frozen };
}
