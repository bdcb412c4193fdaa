import type { Graph } from '../graph.ts';
import { referencesOf } from '../references.ts';

/**
 * Ids of tensors whose gradient is asked for: something learned, or with `inputs` an input,
 * lies at or before them.
 */
export function gradientWanted(graph: Graph, inputs: boolean): Set<string> {
  const wanted = new Set<string>(inputs ? graph.inputs.map((input) => input.name) : []);
  for (const layer of graph.layers) {
    if ((layer.trainable ?? 0) === 0 && !layer.inputs.some((id) => wanted.has(id))) continue;
    for (const reference of [layer.id, ...referencesOf(layer)]) wanted.add(reference);
  }
  return wanted;
}
